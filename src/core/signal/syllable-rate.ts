/** Steps of the envelope a second. */
export const ENVELOPE_RATE_HZ = 100;

/** Steps of the Hann-weighted mean: 90 ms, about half a syllable. */
const SMOOTHED_STEPS = 9;
/** Power below the loud parts (their 99th percentile) at which a peak is no syllable, dB. */
const RANGE_DB = 25;
/** Dip between two peaks that makes them two, dB. */
const LEAST_DIP_DB = 2;
const SILENCE_DB = -200;

/**
 * Power of a sound in steps of 10 ms, smoothed, dB of full scale.
 *
 * @param rate of the samples, Hz, 100 or more. Samples of the band below 2 kHz make vowels stand out.
 */
export function measureEnvelope(samples: Float32Array, rate: number): Float64Array {
  const stepSamples = rate / ENVELOPE_RATE_HZ;
  const stepCount = Math.floor(samples.length / stepSamples);
  const power = new Float64Array(stepCount);
  for (let step = 0; step < stepCount; step++) {
    const first = Math.round(step * stepSamples);
    const end = Math.min(Math.round((step + 1) * stepSamples), samples.length);
    let squares = 0;
    for (let i = first; i < end; i++) squares += (samples[i] as number) ** 2;
    power[step] = squares / (end - first);
  }
  return smooth(power).map((value) => (value > 0 ? Math.max(10 * Math.log10(value), SILENCE_DB) : SILENCE_DB));
}

/**
 * Steps of the peaks that stand for syllables: within 25 dB of the loud parts, voiced, and 2 dB or more above the dips between them and their neighbours.
 * Source: N. H. de Jong, T. Wempe, "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research Methods 41 (2009).
 * It counts peaks, not syllables: it is a proxy.
 *
 * @param loudDb 99th percentile of the envelope of the whole sequence, dB.
 * @param isVoiced whether the sound is voiced at a step.
 */
export function findSyllables(envelope: Float64Array, loudDb: number, isVoiced: (step: number) => boolean): number[] {
  const syllables: number[] = [];
  let peak = -1;
  let peakDb = Number.NEGATIVE_INFINITY;
  let dipDb = Number.POSITIVE_INFINITY;
  const finish = () => {
    if (peak >= 0 && peakDb >= loudDb - RANGE_DB && isVoiced(peak)) syllables.push(peak);
  };
  for (const [step, db] of envelope.entries()) {
    if (peak >= 0 && db <= peakDb - LEAST_DIP_DB) {
      // The dip after the peak is deep enough: what rises from it is another.
      finish();
      peak = -1;
      dipDb = db;
    } else if (peak < 0) {
      dipDb = Math.min(dipDb, db);
      if (db >= dipDb + LEAST_DIP_DB) {
        peak = step;
        peakDb = db;
      }
    } else if (db > peakDb) {
      peak = step;
      peakDb = db;
    }
  }
  finish();
  return syllables;
}

function smooth(values: Float64Array): Float64Array {
  const half = (SMOOTHED_STEPS - 1) / 2;
  const weights = Float64Array.from(
    { length: SMOOTHED_STEPS },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (SMOOTHED_STEPS + 1)),
  );
  return values.map((_, step) => {
    let sum = 0;
    let total = 0;
    for (let i = Math.max(-half, -step); i <= half && step + i < values.length; i++) {
      const weight = weights[i + half] as number;
      sum += (values[step + i] as number) * weight;
      total += weight;
    }
    return sum / total;
  });
}
