/** Consecutive clips for which something holds. */
export interface ClipRun<T> {
  readonly firstClip: number;
  readonly lastClip: number;
  readonly items: readonly T[];
}

/** Joins items of neighbouring clips, so that what is true of a whole recording is one finding and not one a clip. */
export function joinClips<T extends { readonly clip: number }>(items: readonly T[]): ClipRun<T>[] {
  const runs: { firstClip: number; lastClip: number; items: T[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last !== undefined && item.clip === last.lastClip + 1) {
      last.lastClip = item.clip;
      last.items.push(item);
    } else {
      runs.push({ firstClip: item.clip, lastClip: item.clip, items: [item] });
    }
  }
  return runs;
}
