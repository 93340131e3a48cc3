import { createKaiserWindow, type KaiserWindow } from './kaiser-window.ts';
import { requireRate } from './tone.ts';

/** How sharply a filter separates what the lower of two rates can store from what it cannot. */
export interface FilterQuality {
  /** Zero crossings of the sinc on each side (torchaudio: lowpass_filter_width). */
  readonly zeroCrossings: number;
  /** Where the filter halves, as a part of the lower Nyquist limit (torchaudio, librosa: rolloff). */
  readonly rolloff: number;
  /** Shape of the Kaiser window: 14.77 leaves less than -140 dB of what is cut. */
  readonly beta: number;
}

/** `kaiser_best` of resampy, librosa and torchaudio's tutorial: what a dataset is usually resampled with. */
export const KAISER_BEST: FilterQuality = { zeroCrossings: 64, rolloff: 0.9475937167399596, beta: 14.769656459379492 };

/** Four times as sharp: lets a tone of up to 97 % of the limit through whole, for rebuilding tones from their samples. */
export const NEARLY_IDEAL: FilterQuality = { zeroCrossings: 256, rolloff: 0.987, beta: 14.769656459379492 };

/** Changes the rate of a signal. */
export interface Resampler {
  /** Samples that a signal of `sampleCount` samples becomes: `ceil(sampleCount * toRate / fromRate)`. */
  outputCount(sampleCount: number): number;
  /** Writes the output's samples `[firstOutput, endOutput)` to their places in `output`, so that long work can be done in parts. */
  write(samples: Float32Array, output: Float32Array, firstOutput: number, endOutput: number): void;
}

/** Weights kept for all phases together: 16 MiB. Rates with more phases have theirs computed again for each sample. */
const MAX_KEPT_WEIGHTS = 2 ** 21;

/**
 * Band-limited interpolation with a Kaiser-windowed sinc (Smith, Digital Audio Resampling): what the lower of the two rates cannot store is
 * filtered out before. Silence lies around the signal. As `torchaudio.functional.resample(x, from, to, lowpass_filter_width=64,
 * rolloff=0.9475937167399596, resampling_method='kaiser_window')`, in float64. Throws a `DataError` for a rate out of bounds.
 */
export function createResampler(fromRate: number, toRate: number, quality: FilterQuality = KAISER_BEST): Resampler {
  requireRate(fromRate);
  requireRate(toRate);
  if (fromRate === toRate) return createCopier();
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const steps = fromRate / divisor;
  const phases = toRate / divisor;
  const kernel = createKernel(steps, phases, quality);
  const { reach, tapCount } = kernel;
  const isKept = phases * tapCount <= MAX_KEPT_WEIGHTS;
  const kept: (Float64Array | undefined)[] = isKept ? new Array(phases) : [];
  const spare = new Float64Array(tapCount);

  function weightsOf(phase: number): Float64Array {
    const known = kept[phase];
    if (known !== undefined) return known;
    const weights = isKept ? new Float64Array(tapCount) : spare;
    kernel.writeWeights(phase, weights);
    if (isKept) kept[phase] = weights;
    return weights;
  }

  return {
    outputCount: (sampleCount) => Math.ceil((sampleCount * phases) / steps),
    write(samples, output, firstOutput, endOutput) {
      for (let at = firstOutput; at < endOutput; at++) {
        const position = at * steps;
        const phase = position % phases;
        const weights = weightsOf(phase);
        const first = (position - phase) / phases - reach;
        const begin = Math.max(0, -first);
        const end = Math.min(tapCount, samples.length - first);
        let sum = 0;
        for (let tap = begin; tap < end; tap++) sum += (weights[tap] as number) * (samples[first + tap] as number);
        output[at] = sum;
      }
    },
  };
}

/** All of a signal at another rate; see {@link createResampler}. NaN spreads as far as the filter reaches. */
export function resample(
  samples: Float32Array,
  fromRate: number,
  toRate: number,
  quality: FilterQuality = KAISER_BEST,
): Float32Array<ArrayBuffer> {
  const resampler = createResampler(fromRate, toRate, quality);
  const output = new Float32Array(resampler.outputCount(samples.length));
  resampler.write(samples, output, 0, output.length);
  return output;
}

interface Kernel {
  /** Input samples before the one at or before the output sample that have a weight. */
  readonly reach: number;
  readonly tapCount: number;
  /** Weights for an output sample that lies `phase / phases` of an input sample behind the input sample `reach`. */
  writeWeights(phase: number, weights: Float64Array): void;
}

function createKernel(steps: number, phases: number, { zeroCrossings, rolloff, beta }: FilterQuality): Kernel {
  /** Cutoff in cycles an input sample, times two. */
  const cutoff = (Math.min(steps, phases) / steps) * rolloff;
  const reach = Math.ceil(zeroCrossings / cutoff);
  const window: KaiserWindow = createKaiserWindow(beta);
  const tapCount = 2 * reach + 1;
  return {
    reach,
    tapCount,
    writeWeights: (phase, weights) => {
      const first = (-reach - phase / phases) * cutoff;
      // The angle grows by the same step from tap to tap: a rotation costs less than a sine, and errs by 1e-13 at most over 1,000 taps.
      const [turnCosine, turnSine] = [Math.cos(Math.PI * cutoff), Math.sin(Math.PI * cutoff)];
      let [cosine, sine] = [Math.cos(Math.PI * first), Math.sin(Math.PI * first)];
      for (let tap = 0; tap < tapCount; tap++) {
        const crossing = first + tap * cutoff;
        const sinc = Math.abs(crossing) < 1e-9 ? 1 : sine / (Math.PI * crossing);
        weights[tap] = cutoff * sinc * window.weightAt(crossing / zeroCrossings);
        [cosine, sine] = [cosine * turnCosine - sine * turnSine, sine * turnCosine + cosine * turnSine];
      }
    },
  };
}

function createCopier(): Resampler {
  return {
    outputCount: (sampleCount) => sampleCount,
    write: (samples, output, firstOutput, endOutput) =>
      output.set(samples.subarray(firstOutput, endOutput), firstOutput),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
