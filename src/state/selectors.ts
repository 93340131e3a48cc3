import type { StatisticsSummary } from '../worker/protocol.ts';
import type { AppState, CropState, SequenceSignals } from './app-state.ts';
import { measureCropStatistics } from './crop-statistics.ts';

/** Signals of the open sequence, complete or not; null where none is open. */
export function signalsOf({ sequence }: AppState): SequenceSignals | null {
  return sequence.phase === 'loading' || sequence.phase === 'ready' ? sequence.signals : null;
}

/** Frames of the open sequence; null where none is open. */
export function frameCountOf(state: AppState): number | null {
  return signalsOf(state)?.head.n_frames ?? null;
}

/**
 * The statistics that normalise the coefficients everywhere: of the chosen source. Null where that has none, or none yet; coefficients then stay
 * as stored. The same object until it changes, so that it can be selected.
 */
export function statisticsInUse(state: AppState): StatisticsSummary | null {
  const { dataset, recomputed, statisticsSource } = state;
  if (dataset.phase !== 'open') return null;
  switch (statisticsSource) {
    case 'file':
      return dataset.summary.statistics;
    case 'recomputed':
      return recomputed.phase === 'ready' ? recomputed.statistics : null;
    case 'crop':
      return cropStatisticsOf(state);
    case 'chosen':
      return state.chosenStatistics?.statistics ?? null;
  }
}

interface MeasuredCrop {
  readonly signals: SequenceSignals;
  readonly crop: CropState;
  readonly statistics: StatisticsSummary | null;
}

/** The last crop that was measured: selectors run on every change of the state. */
let lastMeasured: MeasuredCrop | null = null;

function cropStatisticsOf(state: AppState): StatisticsSummary | null {
  const signals = signalsOf(state);
  const { crop, dataset } = state;
  if (signals === null || dataset.phase !== 'open') return null;
  if (lastMeasured?.signals !== signals || lastMeasured.crop !== crop) {
    lastMeasured = { signals, crop, statistics: measureCropStatistics(signals, dataset.summary.groups, crop) };
  }
  return lastMeasured.statistics;
}
