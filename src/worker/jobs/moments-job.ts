import { measureSequence } from '../../core/statistics/dataset-statistics.ts';
import type { Moments } from '../../core/statistics/moments.ts';
import { storedMoments } from '../known-sequences.ts';
import { everyClip } from './every-clip.ts';
import type { JobContext, SequenceJob } from './sequence-job.ts';

export interface MomentsOptions {
  /** Whether the moments that a snapshot's export took may stand for reading the frames. */
  readonly isCatalogueUsed: boolean;
}

export interface SequenceMoments {
  readonly moments: Readonly<Record<string, Moments>>;
  /** Whether they come from a snapshot's catalogue, unread. */
  readonly isFromCatalogue: boolean;
}

/** Moments over all frames of a sequence by group name. */
export const momentsJob: SequenceJob<MomentsOptions, SequenceMoments> = {
  keys: (context, entry, options) => (storedOrNull(context, entry, options) === null ? everyClip(context, entry) : []),
  run: (context, entry, options) => {
    const stored = storedOrNull(context, entry, options);
    if (stored !== null) return { moments: stored, isFromCatalogue: true };
    return { moments: Object.fromEntries(measureSequence(context.dataset, entry)), isFromCatalogue: false };
  },
};

function storedOrNull({ dataset, known }: JobContext, entry: string, { isCatalogueUsed }: MomentsOptions) {
  return isCatalogueUsed && known !== null ? storedMoments(known, dataset, entry) : null;
}
