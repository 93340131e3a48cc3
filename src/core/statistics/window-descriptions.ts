import type { Dataset } from '../dataset/dataset.ts';
import { readClipRows } from './clip-rows.ts';
import { describeFloat32Columns, lowerTo, raiseTo } from './float32-columns.ts';

/** numpy's float32 figures of several windows of one group. */
export interface GroupWindows {
  readonly width: number;
  /** A row a window, in the order in which the windows were asked for. */
  readonly means: Float32Array;
  /** Standard deviations within each window (ddof 0). */
  readonly stds: Float32Array;
  /** Of all windows together: minima and maxima are the same in any order. */
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** Plain data, as it passes a message port. */
export interface WindowDescriptions {
  readonly windowCount: number;
  /** In the order of the dataset's groups. */
  readonly groups: readonly GroupWindows[];
}

/**
 * Describes windows of `windowFrames` frames of one sequence. Each clip is read once, and no more are held than a window touches, so windows may be as many
 * as one likes. Throws a `DataError` where a clip that a window needs is missing, unreadable or too short.
 */
export function describeWindows(
  dataset: Dataset,
  entry: string,
  startFrames: readonly number[],
  windowFrames: number,
): WindowDescriptions {
  const groups = dataset.groups.map(({ width }) => emptyWindows(width, startFrames.length));
  const gathered = dataset.groups.map(({ width }) => new Float32Array(windowFrames * width));
  const clips = new ClipWindow(dataset, entry, lastRows(startFrames, windowFrames, dataset.seg_len));
  const ascending = Array.from(startFrames.keys()).sort((a, b) => (startFrames[a] ?? 0) - (startFrames[b] ?? 0));
  for (const window of ascending) {
    clips.gather(startFrames[window] ?? 0, windowFrames, gathered);
    for (const [index, windows] of groups.entries()) describeInto(windows, window, gathered[index]);
  }
  return { windowCount: startFrames.length, groups };
}

function emptyWindows(width: number, windowCount: number): GroupWindows {
  return {
    width,
    means: new Float32Array(windowCount * width),
    stds: new Float32Array(windowCount * width),
    min: new Float32Array(width).fill(Number.POSITIVE_INFINITY),
    max: new Float32Array(width).fill(Number.NEGATIVE_INFINITY),
  };
}

function describeInto(
  { width, means, stds, min, max }: GroupWindows,
  window: number,
  rows: Float32Array | undefined,
): void {
  if (rows === undefined) return;
  const columns = describeFloat32Columns(rows, width);
  means.set(columns.mean, window * width);
  stds.set(columns.std, window * width);
  lowerTo(min, columns.min, 0);
  raiseTo(max, columns.max, 0);
}

/** How many rows of each clip some window needs: clips may be shorter than the sequence claims where no window notices. */
function lastRows(startFrames: readonly number[], windowFrames: number, seg_len: number): Map<number, number> {
  const endRows = new Map<number, number>();
  for (const start of startFrames) {
    const end = start + windowFrames;
    for (let clip = Math.floor(start / seg_len); clip * seg_len < end; clip++) {
      endRows.set(clip, Math.max(endRows.get(clip) ?? 0, Math.min(end - clip * seg_len, seg_len)));
    }
  }
  return endRows;
}

/** The clips of a sequence around a window that only moves forward. */
class ClipWindow {
  readonly #dataset: Dataset;
  readonly #entry: string;
  readonly #endRows: ReadonlyMap<number, number>;
  readonly #rowsByClip = new Map<number, readonly Float32Array[]>();

  constructor(dataset: Dataset, entry: string, endRows: ReadonlyMap<number, number>) {
    this.#dataset = dataset;
    this.#entry = entry;
    this.#endRows = endRows;
  }

  /** Fills `targets`, one a group, with rows `[startFrame, startFrame + frameCount)`. */
  gather(startFrame: number, frameCount: number, targets: readonly Float32Array[]): void {
    const { seg_len, groups } = this.#dataset;
    const endFrame = startFrame + frameCount;
    const firstClip = Math.floor(startFrame / seg_len);
    for (const clip of this.#rowsByClip.keys()) if (clip < firstClip) this.#rowsByClip.delete(clip);
    for (let clip = firstClip; clip * seg_len < endFrame; clip++) {
      const rows = this.#rowsOf(clip);
      const first = Math.max(startFrame - clip * seg_len, 0);
      const end = Math.min(endFrame - clip * seg_len, seg_len);
      const target = clip * seg_len + first - startFrame;
      for (const [index, { width }] of groups.entries()) {
        const part = rows[index]?.subarray(first * width, end * width);
        if (part !== undefined) targets[index]?.set(part, target * width);
      }
    }
  }

  #rowsOf(clip: number): readonly Float32Array[] {
    const held = this.#rowsByClip.get(clip);
    if (held !== undefined) return held;
    const rows = readClipRows(this.#dataset, this.#entry, clip, this.#endRows.get(clip) ?? this.#dataset.seg_len);
    this.#rowsByClip.set(clip, rows);
    return rows;
  }
}
