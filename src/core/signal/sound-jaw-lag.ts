/** Lags that are looked at on either side of 0, in frames: 480 ms at 25 fps. */
export const MAX_LAG_FRAMES = 12;

/** How well the jaw follows the sound, and how many frames late. */
export interface SoundJawLag {
  /** Lag of the best correlation; positive where the jaw trails the sound. */
  readonly lagFrames: number;
  /** Correlation at that lag, Pearson's, in [-1, 1]. */
  readonly r: number;
  /** Correlation at each lag from -12 to +12, shape (25); NaN where too few frames overlap. */
  readonly byLag: Float64Array;
  /** Frames with speech on which the correlations rest. */
  readonly voicedFrames: number;
}

export interface SoundJawOptions {
  /** Fewer frames with speech than this tell nothing. */
  readonly minVoicedFrames?: number;
}

const DEFAULT_MIN_VOICED_FRAMES = 25;
/** Below this a frame is silent whatever its sequence is like: -60 dBFS. */
const SILENCE_RMS = 1e-3;
/** A frame has speech where it is no quieter than this share of the sequence's loud frames (their 95th percentile): -26 dB. */
const VOICED_SHARE = 0.05;
/** Frames of the moving mean that is taken away, 4 s: a drift of the level or of the tracker's rest position is no speech. */
const TREND_FRAMES = 101;
/** A jaw that moves less than this is still: rounding noise of float32, far below any tracker's. */
const LEAST_JAW_STD = 1e-5;

/**
 * Cross-correlation of the speech envelope with the opening of the jaw. The envelope is the square root of the frames' RMS (loudness grows about as
 * slowly, and single loud frames weigh less); both are freed of their trend over 4 s. Frames where either is NaN are left out of every lag.
 *
 * Null where nothing can be told: too few frames with speech, or a jaw or a sound that does not move.
 *
 * @param rms of each frame, shape (frames), see `measureFrameRms`.
 * @param jaw opening of each frame, shape (frames).
 */
export function measureSoundJawLag(
  rms: Float32Array,
  jaw: Float32Array,
  { minVoicedFrames = DEFAULT_MIN_VOICED_FRAMES }: SoundJawOptions = {},
): SoundJawLag | null {
  const frameCount = Math.min(rms.length, jaw.length);
  const voicedFrames = countVoicedFrames(rms.subarray(0, frameCount), jaw);
  if (voicedFrames < Math.max(minVoicedFrames, 2)) return null;
  const envelope = Float64Array.from(rms.subarray(0, frameCount), (value) => Math.sqrt(value));
  const sound = withoutTrend(envelope);
  const opening = withoutTrend(Float64Array.from(jaw.subarray(0, frameCount)));
  if (!(deviationOf(opening) > LEAST_JAW_STD) || !(deviationOf(sound) > LEAST_JAW_STD)) return null;
  const byLag = new Float64Array(2 * MAX_LAG_FRAMES + 1);
  for (let lag = -MAX_LAG_FRAMES; lag <= MAX_LAG_FRAMES; lag++) {
    byLag[lag + MAX_LAG_FRAMES] = correlateAt(sound, opening, lag, minVoicedFrames);
  }
  const best = indexOfBest(byLag);
  if (best === null) return null;
  return { lagFrames: best - MAX_LAG_FRAMES, r: byLag[best] ?? Number.NaN, byLag, voicedFrames };
}

/** Frames loud enough to be speech whose jaw is known. */
function countVoicedFrames(rms: Float32Array, jaw: Float32Array): number {
  const known = rms.filter((value) => Number.isFinite(value)).sort();
  const loud = known[Math.floor(0.95 * (known.length - 1))] ?? 0;
  const floor = Math.max(SILENCE_RMS, VOICED_SHARE * loud);
  let count = 0;
  for (const [frame, value] of rms.entries()) {
    if (value >= floor && Number.isFinite(jaw[frame] ?? Number.NaN)) count += 1;
  }
  return count;
}

/** Less the mean of the frames around; a value that is not finite stays NaN and does not enter its neighbours' means. */
function withoutTrend(values: Float64Array): Float64Array {
  const half = (TREND_FRAMES - 1) / 2;
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  for (const [frame, value] of values.entries()) {
    const isKnown = Number.isFinite(value);
    sums[frame + 1] = (sums[frame] as number) + (isKnown ? value : 0);
    counts[frame + 1] = (counts[frame] as number) + (isKnown ? 1 : 0);
  }
  return values.map((value, frame) => {
    const first = Math.max(frame - half, 0);
    const end = Math.min(frame + half + 1, values.length);
    const count = (counts[end] as number) - (counts[first] as number);
    return Number.isFinite(value) ? value - ((sums[end] as number) - (sums[first] as number)) / count : Number.NaN;
  });
}

function deviationOf(values: Float64Array): number {
  let count = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count += 1;
    squares += value * value;
  }
  return Math.sqrt(squares / Math.max(count, 1));
}

/** Pearson's correlation of `sound[f]` with `opening[f + lag]` over the frames where both are known. */
function correlateAt(sound: Float64Array, opening: Float64Array, lag: number, leastFrames: number): number {
  const first = Math.max(0, -lag);
  const end = Math.min(sound.length, sound.length - lag);
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumYY = 0;
  let sumXY = 0;
  for (let frame = first; frame < end; frame++) {
    const x = sound[frame] as number;
    const y = opening[frame + lag] as number;
    const product = x * y;
    if (Number.isNaN(product)) continue;
    count += 1;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += product;
  }
  if (count < Math.max(leastFrames, 2)) return Number.NaN;
  const covariance = sumXY - (sumX * sumY) / count;
  const spread = Math.sqrt((sumXX - (sumX * sumX) / count) * (sumYY - (sumY * sumY) / count));
  return spread > 0 ? covariance / spread : Number.NaN;
}

/** The largest; of equals the one nearest to lag 0. */
function indexOfBest(byLag: Float64Array): number | null {
  let best: number | null = null;
  for (const [index, r] of byLag.entries()) {
    if (Number.isNaN(r)) continue;
    const bestR = best === null ? Number.NEGATIVE_INFINITY : (byLag[best] as number);
    const isNearer = best !== null && Math.abs(index - MAX_LAG_FRAMES) < Math.abs(best - MAX_LAG_FRAMES);
    if (r > bestR || (r === bestR && isNearer)) best = index;
  }
  return best;
}
