import {
  type CoefficientStatistics,
  finalizePooled,
  toFloat32Statistics,
} from '../core/statistics/coefficient-statistics.ts';
import { addRows, createMoments, type Moments } from '../core/statistics/moments.ts';
import type { CoefficientGroup, GroupStatistics, StatisticsSummary } from '../worker/protocol.ts';
import type { CropState, SequenceSignals } from './app-state.ts';
import { cropLength } from './crop-start.ts';

type CropPlace = Pick<CropState, 'startFrame' | 'n_motions' | 'n_windows'>;

/**
 * Mean, deviation (of the population), min and max of the crop's own frames, float32 as a statistics file holds them. Null where the crop does
 * not fit into the sequence or touches a clip that cannot be read, and until its frames are loaded.
 */
export function measureCropStatistics(
  signals: SequenceSignals,
  groups: readonly CoefficientGroup[],
  crop: CropPlace,
): StatisticsSummary | null {
  const moments = measureLoadedFrames(signals, groups, crop.startFrame, crop.startFrame + cropLength(crop));
  return moments === null ? null : { name: 'This crop', groups: summarizeMoments(moments) };
}

/**
 * Moments of frames `[startFrame, endFrame)` of the open sequence by group name. Null where the range lies outside the sequence or touches a clip that
 * cannot be read, and until its frames are loaded.
 */
export function measureLoadedFrames(
  signals: SequenceSignals,
  groups: readonly CoefficientGroup[],
  startFrame: number,
  endFrame: number,
): ReadonlyMap<string, Moments> | null {
  const { n_frames, n_clips, seg_len } = signals.head;
  if (groups.length === 0 || endFrame > n_frames) return null;
  for (let clip = Math.floor(startFrame / seg_len); clip * seg_len < endFrame; clip++) {
    if (signals.problemsByClip.has(clip)) return null;
  }
  const isLoading = signals.loadedClips < n_clips;
  const momentsByGroup = new Map<string, Moments>();
  for (const { name, width } of groups) {
    const rows = signals.coef[name]?.subarray(startFrame * width, endFrame * width);
    // Frames on their way are NaN; a NaN that the dataset holds is shown once everything has arrived.
    if (rows === undefined || (isLoading && rows.some(Number.isNaN))) return null;
    const moments = createMoments(width);
    addRows(moments, rows, width);
    momentsByGroup.set(name, moments);
  }
  return momentsByGroup;
}

/** Statistics of the population by group name, rounded to float32. */
export function summarizeMoments(momentsByGroup: ReadonlyMap<string, Moments>): Record<string, GroupStatistics> {
  return summarizeGroups(finalizePooled(momentsByGroup, 0));
}

/** Any statistics rounded to float32, as a statistics file holds them. */
export function summarizeGroups(statistics: CoefficientStatistics): Record<string, GroupStatistics> {
  const groups: Record<string, GroupStatistics> = {};
  for (const [name, { mean, std, min, max }] of toFloat32Statistics(statistics)) {
    groups[name] = {
      mean: Float32Array.from(mean),
      std: Float32Array.from(std),
      min: Float32Array.from(min),
      max: Float32Array.from(max),
    };
  }
  return groups;
}
