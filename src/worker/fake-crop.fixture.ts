import type { CropFigures, DatasetWorkerApi, SampleHistogram } from './protocol.ts';

const NO_SAMPLES: SampleHistogram = {
  edges: Float64Array.of(-1, 0, 1),
  counts: new Float64Array(2),
  outsideCount: 0,
  nonFiniteCount: 0,
};

/** Figures of a crop whose samples nobody looks at. */
export function fakeFigures(
  given: Pick<CropFigures, 'start_frame' | 'parts' | 'audio_mean' | 'audio_std'>,
): CropFigures {
  return {
    ...given,
    audio_histogram: NO_SAMPLES,
    normalized_mean: 0,
    normalized_std: given.audio_std / (given.audio_std + 1e-5),
    normalized_histogram: NO_SAMPLES,
  };
}

/** Calls that a fake worker's page never makes. */
export const UNUSED_CALLS: Pick<
  DatasetWorkerApi,
  | 'readOverview'
  | 'readSpectrogram'
  | 'saveSample'
  | 'attach'
  | 'runJob'
  | 'startExport'
  | 'stepExport'
  | 'cancelExport'
> = {
  readOverview: () => Promise.resolve({ ok: true, value: null }),
  // A picture of nothing: a fake has no sound.
  readSpectrogram: ({ columns, rows, firstColumn }) =>
    Promise.resolve({
      ok: true,
      value: { firstColumn, endColumn: columns, levels: new Uint8Array((columns - firstColumn) * rows) },
    }),
  saveSample: () => Promise.reject(new Error('this fake saves nothing')),
  attach: () => Promise.resolve({ ok: true, value: null }),
  runJob: () => Promise.reject(new Error('this fake measures nothing')),
  startExport: () => Promise.reject(new Error('this fake exports nothing')),
  stepExport: () => Promise.reject(new Error('this fake exports nothing')),
  cancelExport: () => Promise.resolve(),
};
