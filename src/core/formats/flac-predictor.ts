/** Coefficients of the fixed predictors of order 0 to 4, most recent sample first (RFC 9639 section 9.2.5). */
export const FIXED_COEFFICIENTS: readonly Int32Array[] = [
  Int32Array.of(),
  Int32Array.of(1),
  Int32Array.of(2, -1),
  Int32Array.of(3, -3, 1),
  Int32Array.of(4, -6, 4, -1),
];

/**
 * Adds the prediction to the residuals in place. `samples[0..order)` are the warm-up samples, `samples[order..sampleCount)` come in as
 * residuals and leave as samples of `bitsPerSample` bits (RFC 9639 section 9.2.6). `coefficients`: most recent sample first.
 */
export function restoreSamples(
  samples: Int32Array,
  sampleCount: number,
  coefficients: Int32Array,
  shift: number,
  bitsPerSample: number,
): void {
  const order = coefficients.length;
  if (order === 0) return;
  const weight = coefficients.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
  const largestSum = weight * 2 ** (bitsPerSample - 1);
  if (largestSum >= 2 ** 31) restoreInDoubles(samples, sampleCount, coefficients, shift);
  else if (order <= 4) restoreOrder4(samples, sampleCount, coefficients, shift);
  else if (order <= 8) restoreOrder8(samples, sampleCount, coefficients, shift);
  else if (order <= 12) restoreOrder12(samples, sampleCount, coefficients, shift);
  else restoreAnyOrder(samples, sampleCount, coefficients, shift);
}

/**
 * As {@link restoreSamples} for 33-bit samples, which only the side channel of 32-bit stereo has: `samples` holds the warm-up samples and
 * receives the rest. A sum of 32 products of 15 and 33 bits is exact in a double.
 */
export function restoreWideSamples(
  samples: Float64Array,
  residuals: Int32Array,
  sampleCount: number,
  coefficients: Int32Array,
  shift: number,
): void {
  const order = coefficients.length;
  const divisor = 2 ** shift;
  for (let i = order; i < sampleCount; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += coefficients[j]! * samples[i - 1 - j]!;
    samples[i] = residuals[i]! + Math.floor(sum / divisor);
  }
}

function restoreInDoubles(samples: Int32Array, sampleCount: number, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length;
  const divisor = 2 ** shift;
  for (let i = order; i < sampleCount; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += coefficients[j]! * samples[i - 1 - j]!;
    samples[i] = samples[i]! + Math.floor(sum / divisor);
  }
}

function restoreAnyOrder(samples: Int32Array, sampleCount: number, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length;
  for (let i = order; i < sampleCount; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum = (sum + Math.imul(coefficients[j]!, samples[i - 1 - j]!)) | 0;
    samples[i] = samples[i]! + (sum >> shift);
  }
}

// The loops below keep coefficients (c) and the last samples (s, most recent first) in locals: reading them from their arrays takes most of
// the time of a decode. Missing coefficients are 0, so that one loop serves several orders; the most recent sample is added last, because
// the rest of the sum need not wait for it.

function restoreOrder4(samples: Int32Array, sampleCount: number, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length;
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = coefficients;
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = samples.slice(0, order).reverse();
  for (let i = order; i < sampleCount; i++) {
    const older = (Math.imul(c1, s1) + Math.imul(c2, s2) + Math.imul(c3, s3)) | 0;
    const sum = (older + Math.imul(c0, s0)) | 0;
    s3 = s2;
    s2 = s1;
    s1 = s0;
    s0 = (samples[i]! + (sum >> shift)) | 0;
    samples[i] = s0;
  }
}

function restoreOrder8(samples: Int32Array, sampleCount: number, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length;
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0] = coefficients;
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0] = samples.slice(0, order).reverse();
  for (let i = order; i < sampleCount; i++) {
    const oldest = (Math.imul(c4, s4) + Math.imul(c5, s5) + Math.imul(c6, s6) + Math.imul(c7, s7)) | 0;
    const older = (Math.imul(c1, s1) + Math.imul(c2, s2) + Math.imul(c3, s3) + oldest) | 0;
    const sum = (older + Math.imul(c0, s0)) | 0;
    s7 = s6;
    s6 = s5;
    s5 = s4;
    s4 = s3;
    s3 = s2;
    s2 = s1;
    s1 = s0;
    s0 = (samples[i]! + (sum >> shift)) | 0;
    samples[i] = s0;
  }
}

function restoreOrder12(samples: Int32Array, sampleCount: number, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length;
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0, c8 = 0, c9 = 0, c10 = 0, c11 = 0] =
    coefficients;
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, s8 = 0, s9 = 0, s10 = 0, s11 = 0] = samples
    .slice(0, order)
    .reverse();
  for (let i = order; i < sampleCount; i++) {
    const oldest = (Math.imul(c8, s8) + Math.imul(c9, s9) + Math.imul(c10, s10) + Math.imul(c11, s11)) | 0;
    const old = (Math.imul(c4, s4) + Math.imul(c5, s5) + Math.imul(c6, s6) + Math.imul(c7, s7)) | 0;
    const older = (Math.imul(c1, s1) + Math.imul(c2, s2) + Math.imul(c3, s3) + old + oldest) | 0;
    const sum = (older + Math.imul(c0, s0)) | 0;
    s11 = s10;
    s10 = s9;
    s9 = s8;
    s8 = s7;
    s7 = s6;
    s6 = s5;
    s5 = s4;
    s4 = s3;
    s3 = s2;
    s2 = s1;
    s1 = s0;
    s0 = (samples[i]! + (sum >> shift)) | 0;
    samples[i] = s0;
  }
}
