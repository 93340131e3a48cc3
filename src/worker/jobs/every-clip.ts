import { attempt } from '../../core/dataset/dataset.ts';
import { clipKeys } from '../../core/dataset/plan-reads.ts';
import { readFrameCount } from '../../core/dataset/sequence.ts';
import type { JobContext } from './sequence-job.ts';

/** Keys of all clips of a sequence, for a job that reads every frame. None where its length cannot be read: the job itself then says why. */
export function everyClip({ dataset, reader }: JobContext, entry: string): readonly string[] {
  const n_frames = attempt(() => readFrameCount(dataset.store, entry));
  if (!('value' in n_frames)) return [];
  return clipKeys(entry, [0, Math.ceil(n_frames.value / dataset.seg_len)], reader);
}
