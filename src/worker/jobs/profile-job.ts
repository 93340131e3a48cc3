import { profileSequence, type SequenceProfile } from '../../core/profile/sequence-profile.ts';
import { everyClip } from './every-clip.ts';
import type { SequenceJob } from './sequence-job.ts';

/** The figures of a sequence, over every frame of it that can be read. */
export const profileJob: SequenceJob<null, SequenceProfile> = {
  keys: (context, entry) => everyClip(context, entry),
  run: ({ dataset, reader }, entry) => profileSequence(dataset, reader, entry),
};
