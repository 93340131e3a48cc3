import type { DatasetParts } from '../core/dataset/open-store.ts';

/** Parts of a dataset with those who read them: a call whose bytes are on their way, or an export, outlives the opening of another dataset. */
export interface HeldParts {
  readonly parts: DatasetParts;
  /** One more holder. */
  hold(): void;
  /** One holder less; the last one closes the parts. */
  release(): void;
  /** Holds the parts until `work` has settled. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The caller is the first holder. */
export function holdParts(parts: DatasetParts): HeldParts {
  let holders = 1;
  const held: HeldParts = {
    parts,
    hold() {
      holders += 1;
    },
    release() {
      holders -= 1;
      if (holders === 0) parts.close();
    },
    async during(work) {
      held.hold();
      try {
        return await work();
      } finally {
        held.release();
      }
    },
  };
  return held;
}
