import { normalizeCoefficients } from '../../core/sample/normalize.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import type { GroupStatistics } from '../../worker/protocol.ts';
import { codeOfZ, RANK_BY_CODE } from './heatmap-codes.ts';

/** The codes of a group's z-scores, by one set of statistics; filled clip by clip. */
export interface HeatmapIndex {
  readonly width: number;
  readonly n_frames: number;
  /** Row-major (n_frames, width); see `heatmap-codes.ts`. */
  readonly codes: Uint8Array;
  /** Row-major (n_frames / `FRAMES_A_BIN`, width): of each bin of frames the code that matters most, so that a wide view need not look at all. */
  readonly bins: Uint8Array;
  /** Codes clips that have arrived until none is left, true, or `mayGoOn` says no, false. It is asked after each few thousand values. */
  advance(signals: SequenceSignals, mayGoOn: () => boolean): boolean;
}

/** Frames a bin; bins begin at its multiples. */
export const FRAMES_A_BIN = 8;

/** Values coded between two questions whether there is time for more. */
const VALUES_A_STEP = 32_768;

/** Null where the statistics do not fit the group. */
export function createHeatmapIndex(
  group: string,
  { head, coef }: SequenceSignals,
  { mean, std }: GroupStatistics,
): HeatmapIndex | null {
  const { n_frames, n_clips, seg_len } = head;
  const width = (coef[group]?.length ?? 0) / n_frames;
  if (width === 0 || mean.length !== width || std.length !== width) return null;
  const codes = new Uint8Array(n_frames * width);
  const bins = new Uint8Array(Math.ceil(n_frames / FRAMES_A_BIN) * width);
  const isCoded = new Uint8Array(n_clips);
  const framesAStep = Math.max(Math.floor(VALUES_A_STEP / width), 1);
  /** The clip that the last call could not finish, and its first frame without codes. */
  let open: { readonly clip: number; readonly frame: number } | null = null;

  function codeFrames(values: Float32Array, firstFrame: number, endFrame: number): void {
    const z = normalizeCoefficients(values.subarray(firstFrame * width, endFrame * width), width, mean, std);
    const first = firstFrame * width;
    for (let frame = firstFrame, i = 0; frame < endFrame; frame++) {
      const bin = Math.floor(frame / FRAMES_A_BIN) * width;
      for (let dim = 0; dim < width; dim++, i++) {
        const code = codeOfZ(z[i] as number);
        codes[first + i] = code;
        if ((RANK_BY_CODE[code] as number) > (RANK_BY_CODE[bins[bin + dim] as number] as number))
          bins[bin + dim] = code;
      }
    }
  }

  function advance(signals: SequenceSignals, mayGoOn: () => boolean): boolean {
    const values = signals.coef[group];
    if (values === undefined) return true;
    for (let clip = 0; clip < n_clips; clip++) {
      if (isCoded[clip] === 1 || !hasArrived(signals, values, width, clip)) continue;
      const endFrame = Math.min((clip + 1) * seg_len, n_frames);
      let frame = open?.clip === clip ? open.frame : clip * seg_len;
      while (frame < endFrame) {
        const end = Math.min(frame + framesAStep, endFrame);
        codeFrames(values, frame, end);
        frame = end;
        if (frame < endFrame && !mayGoOn()) {
          open = { clip, frame };
          return false;
        }
      }
      isCoded[clip] = 1;
      if (!mayGoOn()) return false;
    }
    return true;
  }

  return { width, n_frames, codes, bins, advance };
}

/**
 * Values are NaN until their clip arrives. One look at its first frame tells, as a rule; a clip that begins with NaN of its own shows once all have arrived,
 * and one that cannot be read stays absent.
 */
function hasArrived(signals: SequenceSignals, values: Float32Array, width: number, clip: number): boolean {
  const { seg_len, n_clips, n_frames } = signals.head;
  const isAnyNumber = (firstFrame: number, endFrame: number) =>
    values.subarray(firstFrame * width, endFrame * width).some((value) => !Number.isNaN(value));
  const firstFrame = clip * seg_len;
  if (isAnyNumber(firstFrame, firstFrame + 1)) return true;
  if (signals.loadedClips < n_clips) return false;
  return !signals.problemsByClip.has(clip) || isAnyNumber(firstFrame, Math.min(firstFrame + seg_len, n_frames));
}
