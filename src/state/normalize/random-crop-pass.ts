import { isSourceFault } from '../../core/bytes/source-fault.ts';
import { DataError, type Problem } from '../../core/errors.ts';
import type { GroupWidth } from '../../core/statistics/coefficient-statistics.ts';
import { RandomCropFold } from '../../core/statistics/random-crop-fold.ts';
import {
  type DrawnSequence,
  planRandomCrops,
  type RandomCropDraws,
  sequencesOfBatch,
  startsOfSequence,
} from '../../core/statistics/random-crop-plan.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { DatasetRequest } from '../../worker/protocol.ts';
import type { LeftOutSequence, PassState } from './normalize-state.ts';
import { createPace } from './pace.ts';
import { inListOrder } from './pooled-pass.ts';
import type { CropRecipe } from './statistics-recipe.ts';

export interface RandomCropPass {
  readonly pool: WorkerPool;
  readonly request: DatasetRequest;
  readonly recipe: CropRecipe;
  readonly groups: readonly GroupWidth[];
  /** In the split's order, with their lengths or why they have none. */
  readonly sequences: readonly (DrawnSequence | LeftOutSequence)[];
  readonly signal: AbortSignal;
  readonly onState: (state: PassState) => void;
}

/**
 * The published estimator over sequences of a split. One that is too short or cannot be read is left out, and the draws are those of a list without it:
 * numpy's stream is one for all sequences, so where that shows only while reading, the pass begins anew.
 */
export async function runRandomCropPass(pass: RandomCropPass): Promise<void> {
  const { signal, onState } = pass;
  const leftOut = new Map<number, LeftOutSequence>();
  const startMs = performance.now();
  const lost = pass.sequences.find((sequence) => 'problem' in sequence && isSourceFault(sequence.problem));
  if (lost !== undefined && 'problem' in lost) return onState({ phase: 'failed', problem: lost.problem });
  for (const [index, sequence] of pass.sequences.entries()) {
    if ('problem' in sequence) leftOut.set(index, sequence);
    else if (sequence.nFrames < pass.recipe.windowFrames) leftOut.set(index, tooShort(sequence, pass.recipe));
  }
  try {
    while (!signal.aborted) {
      const ended = await drawOnce(pass, leftOut, startMs);
      if (signal.aborted) return;
      if (ended === null) continue;
      onState(ended);
      return;
    }
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    onState({ phase: 'failed', problem: error.problem });
  }
}

/** One attempt over what is not left out; null where more had to be. */
async function drawOnce(
  pass: RandomCropPass,
  leftOut: Map<number, LeftOutSequence>,
  startMs: number,
): Promise<PassState | null> {
  const { pool, request, recipe, groups, signal, onState } = pass;
  const places = pass.sequences.flatMap((sequence, place) =>
    leftOut.has(place) || 'problem' in sequence ? [] : [{ sequence, place }],
  );
  const draws = planRandomCrops(
    places.map(({ sequence }) => sequence),
    recipe,
  );
  const fold = new RandomCropFold(draws, groups);
  const known = leftOut.size;
  const progressOf = () => ({
    over: recipe.split,
    unit: 'windows' as const,
    doneCount: fold.doneWindows,
    totalCount: fold.totalWindows,
    frameCount: fold.doneWindows * recipe.windowFrames,
    elapsedMs: performance.now() - startMs,
    leftOut: inListOrder(leftOut),
    catalogueCount: 0,
  });
  const showNow = () => {
    const statistics = fold.provisional();
    const found = statistics === null ? null : ({ kind: 'statistics', statistics } as const);
    onState({ phase: 'running', progress: progressOf(), found });
  };
  const show = createPace(showNow);
  showNow();
  for (const [batchIndex, batch] of fold.batches.entries()) {
    const sequences = sequencesOfBatch(draws, batch);
    const passed = await pool.run({
      request,
      name: 'random-crop',
      entries: sequences.map((sequence) => entryOf(draws, sequence)),
      options: (_entry, at) => ({
        startFrames: startsOfSequence(draws, batch, sequences[at] ?? 0),
        windowFrames: recipe.windowFrames,
      }),
      signal,
      onResult: (entry, answered, at) => {
        const sequence = sequences[at] ?? 0;
        if (answered.ok) fold.add(batchIndex, sequence, answered.value);
        else leftOut.set(places[sequence]?.place ?? 0, { entry, problem: answered.problem });
        show();
      },
    });
    if (signal.aborted) return null;
    if (!passed.ok) return { phase: 'failed', problem: passed.problem };
    // The rest of the windows would be drawn anew in any case.
    if (leftOut.size > known) return null;
  }
  return { phase: 'done', progress: progressOf(), found: { kind: 'statistics', statistics: fold.finish() } };
}

function entryOf({ sequences }: RandomCropDraws, sequence: number): string {
  return sequences[sequence]?.entry ?? '';
}

function tooShort({ entry, nFrames }: DrawnSequence, { windowFrames }: CropRecipe): LeftOutSequence {
  const problem: Problem = {
    code: 'sequence-too-short',
    what: 'The sequence is shorter than one window',
    expected: `${windowFrames} frames or more`,
    found: `${nFrames} frames`,
    where: entry,
  };
  return { entry, problem };
}
