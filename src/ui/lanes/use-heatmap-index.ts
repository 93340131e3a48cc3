import { useEffect, useRef, useState } from 'react';
import type { SequenceSignals } from '../../state/app-state.ts';
import type { GroupStatistics } from '../../worker/protocol.ts';
import { createHeatmapIndex, type HeatmapIndex } from './heatmap-index.ts';

/** Longest work at a time: short enough that a scrub goes on between two. */
const SLICE_MS = 8;

/** Codes that can be drawn; a new object each time there are more. */
export interface ShownHeatmap {
  readonly index: HeatmapIndex;
}

interface IndexInWork {
  readonly index: HeatmapIndex | null;
  readonly values: Float32Array | undefined;
  readonly statistics: GroupStatistics;
}

/**
 * The codes of a group by these statistics, made in slices. After a change of the statistics the earlier codes are shown until the new ones are complete:
 * codes of two kinds in one picture would mean nothing. Null where there is nothing to draw or the statistics do not fit.
 */
export function useHeatmapIndex(
  group: string,
  signals: SequenceSignals | null,
  statistics: GroupStatistics | undefined,
): ShownHeatmap | null {
  const [shown, setShown] = useState<(ShownHeatmap & { readonly values: Float32Array | undefined }) | null>(null);
  const workRef = useRef<IndexInWork | null>(null);
  const values = signals?.coef[group];

  useEffect(() => {
    if (signals === null || statistics === undefined) return;
    let work = workRef.current;
    if (work === null || work.values !== values || work.statistics !== statistics) {
      work = { index: createHeatmapIndex(group, signals, statistics), values, statistics };
      workRef.current = work;
    }
    const { index } = work;
    if (index === null) {
      setShown(null);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = () => {
      const end = performance.now() + SLICE_MS;
      const isDone = index.advance(signals, () => performance.now() < end);
      if (isDone) setShown({ index, values });
      else timer = setTimeout(goOn);
    };
    goOn();
    return () => clearTimeout(timer);
  }, [group, signals, values, statistics]);

  return statistics !== undefined && shown !== null && shown.values === values ? shown : null;
}
