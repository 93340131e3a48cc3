/** Lowest and highest pitch that is looked for, Hz. */
export const MIN_PITCH_HZ = 60;
export const MAX_PITCH_HZ = 400;

/** Sampling rate that the pitch is measured at, or a little more, Hz: lags of 10 to 67 samples, refined to a fraction of one. */
export const PITCH_RATE_HZ = 4000;

/** Samples that are compared with as many a lag later: two periods of the lowest pitch. */
const WINDOW_SECONDS = 2 / MIN_PITCH_HZ;
/** Correlation from which a sound counts as voiced (Boersma 1993 has 0.45 for a tapered window, which weakens it). */
const VOICED_CORRELATION = 0.5;
/**
 * A sound that repeats after T does so after 2T and 3T as well; the longest lag loses this share of its correlation, so that the shortest of equals wins
 * (Talkin 1995 takes 0.3 in his first pass).
 */
const LAG_COST = 0.15;

const LAGS_AT_A_TIME = 4;
/** Lags on either side of a peak that tell its height between samples. */
const LAGS_BESIDE = 4;

/** Pitch of short pieces of a sound. */
export interface PitchMeter {
  /** Samples of one piece. */
  readonly pieceSamples: number;
  /**
   * Pitch of the piece that begins at `firstSample`, Hz; NaN where it does not repeat, as noise and silence do not. The piece has to lie within `samples`,
   * which have to be finite.
   */
  measure(samples: Float32Array, firstSample: number): number;
}

/**
 * Normalised cross-correlation of a window of 33 ms with the same sound a lag later, for every lag from 1/400 to 1/60 s; the place of its greatest peak, lag cost
 * taken off, between samples by a parabola and a sinc. Source: D. Talkin, "A robust algorithm for pitch tracking (RAPT)" (1995), first pass; without its tracking, since
 * medians and percentiles over a sequence need none.
 *
 * @param rate of the samples, Hz; see `lowerRate` and {@link PITCH_RATE_HZ}.
 */
export function createPitchMeter(rate: number): PitchMeter {
  const minLag = Math.max(Math.floor(rate / MAX_PITCH_HZ), 2);
  const maxLag = Math.max(Math.ceil(rate / MIN_PITCH_HZ), minLag + LAGS_AT_A_TIME);
  const windowSamples = Math.ceil(rate * WINDOW_SECONDS);
  // More lags on either side, so that peaks at the ends of the range are seen to be peaks.
  const firstLag = Math.max(minLag - LAGS_BESIDE, 1);
  const pieceSamples = windowSamples + maxLag + LAGS_BESIDE;
  const piece = new Float64Array(pieceSamples);
  const correlations = new Float64Array(maxLag + LAGS_BESIDE + 1);

  return {
    pieceSamples,
    measure(samples, firstSample) {
      copyWithoutMean(samples, firstSample, piece);
      correlate(piece, windowSamples, firstLag, correlations);
      const lag = bestLag(correlations, minLag, maxLag);
      if (lag === null) return Number.NaN;
      const hz = rate / topOf(correlations, lag).lag;
      return hz >= MIN_PITCH_HZ && hz <= MAX_PITCH_HZ ? hz : Number.NaN;
    },
  };
}

/** A constant would correlate with itself at every lag. */
function copyWithoutMean(samples: Float32Array, first: number, piece: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < piece.length; i++) {
    const value = samples[first + i] as number;
    piece[i] = value;
    sum += value;
  }
  const mean = sum / piece.length;
  for (let i = 0; i < piece.length; i++) piece[i] = (piece[i] as number) - mean;
}

/** Writes the correlation at each lag from `firstLag` to the end of `correlations`, in [-1, 1]. */
function correlate(piece: Float64Array, windowSamples: number, firstLag: number, correlations: Float64Array): void {
  let energy = 0;
  for (let i = 0; i < windowSamples; i++) energy += (piece[i] as number) ** 2;
  let laterEnergy = 0;
  for (let i = 0; i < windowSamples; i++) laterEnergy += (piece[firstLag + i] as number) ** 2;
  writeProducts(piece, windowSamples, firstLag, correlations);
  for (let lag = firstLag; lag < correlations.length; lag++) {
    const spread = energy * laterEnergy;
    correlations[lag] = spread > 0 ? (correlations[lag] as number) / Math.sqrt(spread) : 0;
    const entering = piece[lag + windowSamples] ?? 0;
    // Rounding may leave a little less than nothing of a sound that ends.
    laterEnergy = Math.max(laterEnergy + entering ** 2 - (piece[lag] as number) ** 2, 0);
  }
}

/** Sums of the products of the window with the piece a lag later: four lags at a time, which share all but two of the values that they read. */
function writeProducts(piece: Float64Array, windowSamples: number, firstLag: number, products: Float64Array): void {
  // The last four overlap the ones before rather than leave a rest.
  const lastLag = Math.max(products.length - LAGS_AT_A_TIME, firstLag);
  for (let lag = firstLag; ; lag = Math.min(lag + LAGS_AT_A_TIME, lastLag)) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let later0 = piece[lag] as number;
    let later1 = piece[lag + 1] as number;
    let later2 = piece[lag + 2] as number;
    for (let i = 0; i < windowSamples; i++) {
      const value = piece[i] as number;
      const later3 = piece[i + lag + 3] as number;
      a += value * later0;
      b += value * later1;
      c += value * later2;
      d += value * later3;
      later0 = later1;
      later1 = later2;
      later2 = later3;
    }
    products[lag] = a;
    products[lag + 1] = b;
    products[lag + 2] = c;
    products[lag + 3] = d;
    if (lag === lastLag) return;
  }
}

function bestLag(correlations: Float64Array, minLag: number, maxLag: number): number | null {
  let best: number | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let lag = minLag; lag <= maxLag; lag++) {
    const here = correlations[lag] as number;
    const isPeak = here >= (correlations[lag - 1] as number) && here >= (correlations[lag + 1] as number);
    if (!isPeak || here < VOICED_CORRELATION) continue;
    const score = topOf(correlations, lag).height * (1 - (LAG_COST * lag) / maxLag);
    if (score <= bestScore) continue;
    best = lag;
    bestScore = score;
  }
  return best;
}

/** Where the correlation is highest about a sampled peak: of a high voice that lies well beside the sample, further than the peak of twice its period may. */
function topOf(correlations: Float64Array, lag: number): { readonly lag: number; readonly height: number } {
  const before = correlations[lag - 1] as number;
  const here = correlations[lag] as number;
  const after = correlations[lag + 1] as number;
  const bend = before - 2 * here + after;
  if (!(bend < 0)) return { lag, height: here };
  const offset = (before - after) / (2 * bend);
  return { lag: lag + offset, height: Math.max(between(correlations, lag, offset), here) };
}

/** The correlation beside a lag, by a sinc under a Hann window: it holds no more than the sound's band. */
function between(correlations: Float64Array, lag: number, offset: number): number {
  if (Math.abs(offset) < 1e-6) return correlations[lag] as number;
  let sum = 0;
  for (let k = -LAGS_BESIDE; k <= LAGS_BESIDE; k++) {
    const distance = Math.PI * (offset - k);
    const weight = 0.5 + 0.5 * Math.cos(distance / (LAGS_BESIDE + 1));
    sum += ((correlations[lag + k] ?? 0) * weight * Math.sin(distance)) / distance;
  }
  return sum;
}
