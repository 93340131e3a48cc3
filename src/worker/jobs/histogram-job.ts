import type { NormalBins } from '../../core/statistics/normal-histogram.ts';
import { countSequence } from '../../core/statistics/sequence-statistics.ts';
import { everyClip } from './every-clip.ts';
import type { SequenceJob } from './sequence-job.ts';

export interface HistogramOptions {
  /** Where the bins of each group lie. A group that is absent is not counted. */
  readonly binsByGroup: Readonly<Record<string, NormalBins>>;
}

/** Counts of one group, as in `NormalHistogram`, in half the bytes: they pass a message port for every sequence. */
export interface GroupCounts {
  readonly counts: Uint32Array;
  readonly below: Uint32Array;
  readonly above: Uint32Array;
  readonly nonFinite: Uint32Array;
}

export interface SequenceCounts {
  readonly frameCount: number;
  readonly groups: Readonly<Record<string, GroupCounts>>;
}

/** Counts every value of every frame of a sequence. */
export const histogramJob: SequenceJob<HistogramOptions, SequenceCounts> = {
  keys: (context, entry) => everyClip(context, entry),
  run: ({ dataset }, entry, { binsByGroup }) => {
    const groups: Record<string, GroupCounts> = {};
    let frameCount = 0;
    for (const [group, histogram] of countSequence(dataset, entry, new Map(Object.entries(binsByGroup)))) {
      const { counts, below, above, nonFinite } = histogram;
      frameCount = Math.max(frameCount, histogram.frameCount);
      groups[group] = {
        counts: Uint32Array.from(counts),
        below: Uint32Array.from(below),
        above: Uint32Array.from(above),
        nonFinite: Uint32Array.from(nonFinite),
      };
    }
    return { frameCount, groups };
  },
};
