import type { FlacBitReader } from './flac-bit-reader.ts';
import { FIXED_COEFFICIENTS, restoreSamples, restoreWideSamples } from './flac-predictor.ts';
import { decodeResidual } from './flac-residual.ts';

/** How a subframe's samples are stored (RFC 9639 section 9.2.1). */
type Subframe = { readonly kind: 'constant' } | { readonly kind: 'verbatim' } | PredictedSubframe;

interface PredictedSubframe {
  readonly kind: 'fixed' | 'linear';
  readonly order: number;
}

/** What predicts a subframe's samples from those before: coefficients of the most recent sample first, and the sum's right shift. */
interface Predictor {
  readonly coefficients: Int32Array;
  readonly shift: number;
}

/** Decodes one channel of a frame into `samples[0..blockSize)` (RFC 9639 section 9.2). `bitsPerSample` is at most 32. */
export function decodeSubframe(
  reader: FlacBitReader,
  samples: Int32Array,
  blockSize: number,
  bitsPerSample: number,
): void {
  const { subframe, wastedBits } = readSubframeHeader(reader, blockSize, bitsPerSample);
  const bits = bitsPerSample - wastedBits;
  if (subframe.kind === 'constant') samples.fill(reader.readSignedBits(bits), 0, blockSize);
  else if (subframe.kind === 'verbatim') readPlainSamples(reader, samples, blockSize, bits);
  else {
    readPlainSamples(reader, samples, subframe.order, bits);
    const { coefficients, shift } = readPredictor(reader, subframe);
    decodeResidual(reader, samples, blockSize, subframe.order);
    restoreSamples(samples, blockSize, coefficients, shift, bits);
  }
  if (wastedBits > 0) for (let i = 0; i < blockSize; i++) samples[i] = samples[i]! << wastedBits;
}

/** As {@link decodeSubframe} for 33 bits a sample; `residuals` is scratch space of `blockSize`. */
export function decodeWideSubframe(
  reader: FlacBitReader,
  samples: Float64Array,
  residuals: Int32Array,
  blockSize: number,
): void {
  const { subframe, wastedBits } = readSubframeHeader(reader, blockSize, 33);
  const bits = 33 - wastedBits;
  if (subframe.kind === 'constant') samples.fill(reader.readSignedBits(bits), 0, blockSize);
  else if (subframe.kind === 'verbatim') readPlainSamples(reader, samples, blockSize, bits);
  else {
    readPlainSamples(reader, samples, subframe.order, bits);
    const { coefficients, shift } = readPredictor(reader, subframe);
    decodeResidual(reader, residuals, blockSize, subframe.order);
    restoreWideSamples(samples, residuals, blockSize, coefficients, shift);
  }
  if (wastedBits > 0) for (let i = 0; i < blockSize; i++) samples[i] = samples[i]! * 2 ** wastedBits;
}

function readSubframeHeader(reader: FlacBitReader, blockSize: number, bitsPerSample: number) {
  const header = reader.readBits(8);
  const subframe = parseSubframeType((header >> 1) & 63);
  if (header >= 128 || subframe === null) {
    const found = `header ${header.toString(2).padStart(8, '0')}`;
    throw reader.fault('A FLAC subframe has a reserved type', 'a type of RFC 9639 section 9.2.1', found);
  }
  if ('order' in subframe && subframe.order > blockSize) {
    const expected = `order of at most ${blockSize} samples`;
    throw reader.fault('A FLAC predictor is longer than its block', expected, `order ${subframe.order}`);
  }
  const wastedBits = (header & 1) === 0 ? 0 : reader.readUnary() + 1;
  if (wastedBits >= bitsPerSample) {
    throw reader.fault('A FLAC subframe wastes all its bits', `fewer than ${bitsPerSample} bits`, `${wastedBits} bits`);
  }
  return { subframe, wastedBits };
}

function parseSubframeType(type: number): Subframe | null {
  if (type === 0) return { kind: 'constant' };
  if (type === 1) return { kind: 'verbatim' };
  if (type >= 8 && type <= 12) return { kind: 'fixed', order: type - 8 };
  if (type >= 32) return { kind: 'linear', order: type - 31 };
  return null;
}

function readPlainSamples(
  reader: FlacBitReader,
  samples: Int32Array | Float64Array,
  count: number,
  bits: number,
): void {
  for (let i = 0; i < count; i++) samples[i] = reader.readSignedBits(bits);
}

/** Section 9.2.6: precision, shift and coefficients of a linear predictor; the fixed ones are known by their order. */
function readPredictor(reader: FlacBitReader, subframe: PredictedSubframe): Predictor {
  const { kind, order } = subframe;
  if (kind === 'fixed') return { coefficients: FIXED_COEFFICIENTS[order] ?? new Int32Array(), shift: 0 };
  const precision = reader.readBits(4) + 1;
  if (precision === 16) throw reader.fault('A FLAC predictor has a forbidden precision', '1 to 15 bits', '16 bits');
  const shift = reader.readSignedBits(5);
  if (shift < 0) throw reader.fault('A FLAC predictor has a negative shift', '0 to 15 bits', `${shift} bits`);
  const coefficients = new Int32Array(order);
  for (let i = 0; i < order; i++) coefficients[i] = reader.readSignedBits(precision);
  return { coefficients, shift };
}
