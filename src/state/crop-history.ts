import type { CropState } from './app-state.ts';

/** Steps that undo goes back. */
const MOST_STEPS = 200;

/** Undo and redo of the crop. What changes during one gesture (a drag, a held key) is one step; any other change is a step of its own. */
export interface CropHistory {
  beginGesture(): void;
  endGesture(): void;
  /** Takes note of the crop as it was before a change. */
  record(before: CropState): void;
  /** The crop to go back to, given the one that is left; null where there is no step. */
  undo(current: CropState): CropState | null;
  redo(current: CropState): CropState | null;
  /** Forgets all steps: they belong to the sequence on which they were made. */
  clear(): void;
}

export function createCropHistory(): CropHistory {
  let past: CropState[] = [];
  let future: CropState[] = [];
  let gesture: 'none' | 'begun' | 'recorded' = 'none';

  return {
    beginGesture: () => {
      gesture = 'begun';
    },
    endGesture: () => {
      gesture = 'none';
    },
    record: (before) => {
      if (gesture === 'recorded') return;
      if (gesture === 'begun') gesture = 'recorded';
      past = [...past.slice(1 - MOST_STEPS), before];
      future = [];
    },
    undo: (current) => {
      const step = past.pop();
      if (step === undefined) return null;
      future.push(current);
      return step;
    },
    redo: (current) => {
      const step = future.pop();
      if (step === undefined) return null;
      past.push(current);
      return step;
    },
    clear: () => {
      past = [];
      future = [];
    },
  };
}
