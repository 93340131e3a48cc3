import type { Problem } from '../../core/errors.ts';
import {
  createNormalHistogram,
  type NormalBins,
  type NormalHistogram,
} from '../../core/statistics/normal-histogram.ts';
import type { SequenceCounts } from '../../worker/jobs/histogram-job.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { DatasetRequest } from '../../worker/protocol.ts';
import type { HistogramState } from './normalize-state.ts';
import { createPace } from './pace.ts';
import { nothingToMeasure } from './pooled-pass.ts';

export interface HistogramPass {
  readonly pool: WorkerPool;
  readonly request: DatasetRequest;
  readonly over: string;
  readonly entries: readonly string[];
  readonly binsByGroup: Readonly<Record<string, NormalBins>>;
  readonly signal: AbortSignal;
  readonly onState: (state: HistogramState) => void;
}

/** Counts every value of every frame. Counts are whole numbers, so no order matters. */
export async function runHistogramPass(pass: HistogramPass): Promise<void> {
  const { pool, request, over, entries, binsByGroup, signal, onState } = pass;
  const groups = new Map(Object.entries(binsByGroup).map(([name, bins]) => [name, createNormalHistogram(bins)]));
  let doneSequences = 0;
  let leftOutCount = 0;
  let firstProblem: Problem | null = null;
  const stateOf = (phase: 'running' | 'done'): HistogramState => ({
    phase,
    over,
    doneSequences,
    totalSequences: entries.length,
    leftOutCount,
    // New objects around counts that grow in place: what is drawn from them is drawn anew.
    groups: new Map(Array.from(groups, ([name, histogram]) => [name, { ...histogram }])),
  });
  const show = createPace(() => onState(stateOf('running')));
  onState(stateOf('running'));
  const passed = await pool.run({
    request,
    name: 'histogram',
    entries,
    options: { binsByGroup },
    signal,
    onResult: (_entry, answered) => {
      doneSequences++;
      if (answered.ok) addCounts(groups, answered.value);
      else {
        leftOutCount++;
        firstProblem ??= answered.problem;
      }
      show();
    },
  });
  if (signal.aborted) return;
  if (!passed.ok) onState({ phase: 'failed', problem: passed.problem });
  else if (leftOutCount === entries.length)
    onState({ phase: 'failed', problem: firstProblem ?? nothingToMeasure(over) });
  else onState(stateOf('done'));
}

function addCounts(
  groups: ReadonlyMap<string, NormalHistogram>,
  { frameCount, groups: counted }: SequenceCounts,
): void {
  for (const [name, histogram] of groups) {
    const part = counted[name];
    if (part === undefined) continue;
    histogram.frameCount += frameCount;
    addInto(histogram.counts, part.counts);
    addInto(histogram.below, part.below);
    addInto(histogram.above, part.above);
    addInto(histogram.nonFinite, part.nonFinite);
  }
}

function addInto(sums: Float64Array, counts: Uint32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (counts[at] as number);
}
