import type { Dataset } from '../core/dataset/dataset.ts';
import { formatNpz } from '../core/formats/npz.ts';
import { formatWav } from '../core/formats/wav-writer.ts';
import type { RawSample } from '../core/sample/assemble-sample.ts';
import { measureAudio, normalizeAudio } from '../core/sample/normalize.ts';
import { sampleArrays } from '../core/sample/sample-arrays.ts';
import type { CoefficientStatistics } from '../core/statistics/coefficient-statistics.ts';
import { addToHistogram, createHistogram } from '../core/statistics/histogram.ts';
import type { CropFigures, SampleHistogram, SavedKind, SaveRequest } from './protocol.ts';

/** An odd number, so that one bin lies about zero. */
const HISTOGRAM_BINS = 47;
/** Deviations on each side of zero that a histogram shows. */
const HISTOGRAM_DEVIATIONS = 4;

/** The figures of a sample: slices, and its audio before and after normalising. */
export function measureSample(sample: RawSample): CropFigures {
  const normalized = normalizeAudio(sample.audio, sample.moments);
  const { mean, std } = measureAudio(normalized);
  return {
    start_frame: sample.start_frame,
    parts: sample.parts,
    audio_mean: sample.moments.mean,
    audio_std: sample.moments.std,
    audio_histogram: countSamples(sample.audio, chooseRawBound(sample.moments.std)),
    normalized_mean: mean,
    normalized_std: std,
    normalized_histogram: countSamples(normalized, HISTOGRAM_DEVIATIONS),
  };
}

/** The bytes of a sample as a file, as the command `sample` writes it. */
export function formatSample(
  dataset: Dataset,
  sample: RawSample,
  kind: SavedKind,
  rate: number,
  statistics: SaveRequest['statistics'],
): Uint8Array {
  switch (kind) {
    case 'npz':
      return formatNpz(sampleArrays({ ...dataset, statistics: chooseStatistics(dataset, statistics) }, sample));
    case 'wav-raw':
      return formatWav(sample.audio, rate);
    case 'wav-normalized':
      return formatWav(normalizeAudio(sample.audio, sample.moments), rate);
  }
}

/** Four deviations rounded to one digit, so that the axis has a short label; 1 where there is no usable deviation. */
export function chooseRawBound(std: number): number {
  const bound = Number((HISTOGRAM_DEVIATIONS * std).toPrecision(1));
  return bound > 1e-30 && Number.isFinite(bound) ? bound : 1;
}

function countSamples(samples: Float32Array, bound: number): SampleHistogram {
  const histogram = createHistogram(-bound, bound, HISTOGRAM_BINS);
  addToHistogram(histogram, samples);
  const { edges, counts, underflow, overflow, nonFiniteCount } = histogram;
  return { edges, counts, outsideCount: underflow + overflow, nonFiniteCount };
}

function chooseStatistics(dataset: Dataset, chosen: SaveRequest['statistics']): CoefficientStatistics | null {
  if (chosen === undefined) return dataset.statistics;
  // Minimum and maximum take no part in normalising.
  return new Map(
    Object.entries(chosen).map(([name, { mean, std }]) => [name, { mean, std, min: mean, max: mean }] as const),
  );
}
