import type { Problem } from '../../core/errors.ts';
import { type MomentsByGroup, mergeByGroup } from '../../core/statistics/dataset-statistics.ts';
import type { SequenceMoments } from '../../worker/jobs/moments-job.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { Answer, DatasetRequest } from '../../worker/protocol.ts';
import type { LeftOutSequence, PassProgress, PassState } from './normalize-state.ts';
import { createPace } from './pace.ts';

export interface PooledPass {
  readonly pool: WorkerPool;
  readonly request: DatasetRequest;
  /** See `PassProgress.over`. */
  readonly over: string;
  readonly entries: readonly string[];
  /** Whether a snapshot's stored moments may stand for reading. */
  readonly isCatalogueUsed: boolean;
  readonly signal: AbortSignal;
  /** Called now and then while it runs, and at its end unless the signal is aborted. */
  readonly onState: (state: PassState) => void;
}

/** Pools the moments of sequences. What cannot be read is left out and named. */
export async function runPooledPass(pass: PooledPass): Promise<void> {
  const { pool, request, entries, isCatalogueUsed, signal, onState } = pass;
  const sum = new PooledSum(pass);
  const show = createPace(() => onState(sum.provisional()));
  onState(sum.provisional());
  const passed = await pool.run({
    request,
    name: 'moments',
    entries,
    options: { isCatalogueUsed },
    signal,
    onResult: (entry, answered, index) => {
      sum.add(entry, answered, index);
      show();
    },
  });
  if (signal.aborted) return;
  onState(passed.ok ? sum.finish() : { phase: 'failed', problem: passed.problem });
}

/** Adds up the answers of a pass in whatever order they come, and at the end once more in the order of the list. */
class PooledSum {
  readonly #pass: PooledPass;
  readonly #answers: (SequenceMoments | undefined)[];
  readonly #leftOut = new Map<number, LeftOutSequence>();
  readonly #startMs = performance.now();
  #merged: MomentsByGroup | null = null;
  #doneCount = 0;
  #catalogueCount = 0;

  constructor(pass: PooledPass) {
    this.#pass = pass;
    this.#answers = pass.entries.map(() => undefined);
  }

  add(entry: string, answered: Answer<SequenceMoments>, index: number): void {
    this.#doneCount++;
    if (!answered.ok) {
      this.#leftOut.set(index, { entry, problem: answered.problem });
      return;
    }
    this.#answers[index] = answered.value;
    if (answered.value.isFromCatalogue) this.#catalogueCount++;
    this.#merged = mergeAnswer(this.#merged, answered.value);
  }

  provisional(): PassState {
    const found = this.#merged === null ? null : ({ kind: 'moments', moments: this.#merged } as const);
    return { phase: 'running', progress: this.#progress(this.#merged), found };
  }

  /** The last bits of a sum depend on the order, and workers finish in any. */
  finish(): PassState {
    let pooled: MomentsByGroup | null = null;
    for (const answer of this.#answers) {
      if (answer !== undefined) pooled = mergeAnswer(pooled, answer);
    }
    const [first] = pooled?.values() ?? [];
    if (pooled === null || first === undefined || first.count === 0) {
      const [left] = this.#leftOut.values();
      return { phase: 'failed', problem: left?.problem ?? nothingToMeasure(this.#pass.over) };
    }
    return { phase: 'done', progress: this.#progress(pooled), found: { kind: 'moments', moments: pooled } };
  }

  #progress(moments: MomentsByGroup | null): PassProgress {
    const [first] = moments?.values() ?? [];
    return {
      over: this.#pass.over,
      unit: 'sequences',
      doneCount: this.#doneCount,
      totalCount: this.#pass.entries.length,
      frameCount: first?.count ?? 0,
      elapsedMs: performance.now() - this.#startMs,
      leftOut: inListOrder(this.#leftOut),
      catalogueCount: this.#catalogueCount,
    };
  }
}

function mergeAnswer(sum: MomentsByGroup | null, { moments }: SequenceMoments): MomentsByGroup {
  const byGroup = new Map(Object.entries(moments));
  return sum === null ? byGroup : mergeByGroup(sum, byGroup);
}

export function inListOrder(leftOut: ReadonlyMap<number, LeftOutSequence>): LeftOutSequence[] {
  return [...leftOut].sort(([a], [b]) => a - b).map(([, each]) => each);
}

export function nothingToMeasure(over: string): Problem {
  return {
    code: 'statistics-no-sequences',
    what: 'There is nothing to compute statistics from',
    expected: 'a sequence with coefficients',
    found: 'none',
    where: over,
  };
}
