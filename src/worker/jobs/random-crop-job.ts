import { clipKeys } from '../../core/dataset/plan-reads.ts';
import { describeWindows, type WindowDescriptions } from '../../core/statistics/window-descriptions.ts';
import type { SequenceJob } from './sequence-job.ts';

/** Windows of one sequence, as they were drawn for it. */
export interface RandomCropOptions {
  readonly startFrames: readonly number[];
  readonly windowFrames: number;
}

/** Figures of the windows that were drawn of a sequence, in the order of `startFrames`. */
export const randomCropJob: SequenceJob<RandomCropOptions, WindowDescriptions> = {
  keys: ({ dataset, reader }, entry, { startFrames, windowFrames }) => {
    const clips = new Set<number>();
    for (const start of startFrames) {
      const end = start + windowFrames;
      for (let clip = Math.floor(start / dataset.seg_len); clip * dataset.seg_len < end; clip++) clips.add(clip);
    }
    return [...clips].flatMap((clip) => clipKeys(entry, [clip, clip + 1], reader));
  },
  run: ({ dataset }, entry, { startFrames, windowFrames }) =>
    describeWindows(dataset, entry, startFrames, windowFrames),
};
