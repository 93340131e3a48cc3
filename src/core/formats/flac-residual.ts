import type { FlacBitReader } from './flac-bit-reader.ts';

/** A 32-bit load at any byte holds at least this many bits from any bit of that byte on. */
const WINDOW_BITS = 25;

/** Reads the coded residual of one subframe into `residuals[predictorOrder..blockSize)` (RFC 9639 section 9.2.7). */
export function decodeResidual(
  reader: FlacBitReader,
  residuals: Int32Array,
  blockSize: number,
  predictorOrder: number,
): void {
  const method = reader.readBits(2);
  if (method > 1)
    throw reader.fault('A FLAC residual has a reserved coding method', 'method 0 or 1', `method ${method}`);
  const partitionOrder = reader.readBits(4);
  const partitionSize = blockSize >> partitionOrder;
  if (partitionSize << partitionOrder !== blockSize || partitionSize < predictorOrder) {
    const found = `${2 ** partitionOrder} partitions, ${blockSize} samples, predictor order ${predictorOrder}`;
    throw reader.fault(
      'A FLAC residual does not divide its block',
      'equal partitions longer than the predictor',
      found,
    );
  }
  const parameterBits = 4 + method;
  const escapeParameter = 2 ** parameterBits - 1;
  let from = predictorOrder;
  for (let to = partitionSize; to <= blockSize; to += partitionSize) {
    const parameter = reader.readBits(parameterBits);
    if (parameter === escapeParameter) readPlainPartition(reader, residuals, from, to);
    else readRicePartition(reader, residuals, from, to, parameter);
    from = to;
  }
}

/** Escaped partition: every residual in the same number of bits, 0 bits for all zero (section 9.2.7.1). */
function readPlainPartition(reader: FlacBitReader, residuals: Int32Array, from: number, to: number): void {
  const bitCount = reader.readBits(5);
  if (bitCount === 0) residuals.fill(0, from, to);
  else for (let i = from; i < to; i++) residuals[i] = reader.readSignedBits(bitCount);
}

/** Rice codes: quotient in unary, `parameter` low bits, and the sign folded into the lowest (section 9.2.7.2). */
function readRicePartition(
  reader: FlacBitReader,
  residuals: Int32Array,
  from: number,
  to: number,
  parameter: number,
): void {
  const view = reader.view;
  const lastWindow = reader.bitLength - 32;
  const stopShift = 31 - parameter;
  const longestQuotient = WINDOW_BITS - 1 - parameter;
  let position = reader.bitPosition;
  for (let i = from; i < to; i++) {
    if (position <= lastWindow) {
      const window = view.getInt32(position >>> 3) << (position & 7);
      const quotient = Math.clz32(window);
      if (quotient <= longestQuotient) {
        // The stop bit is read along with the low bits and makes up for the 1 taken from the quotient.
        const folded = ((quotient - 1) << parameter) + ((window << quotient) >>> stopShift);
        residuals[i] = (folded >>> 1) ^ -(folded & 1);
        position += quotient + 1 + parameter;
        continue;
      }
    }
    reader.bitPosition = position;
    residuals[i] = readRiceCode(reader, parameter);
    position = reader.bitPosition;
  }
  reader.bitPosition = position;
}

/** A code too long for the window, or within the last bytes of the file. */
function readRiceCode(reader: FlacBitReader, parameter: number): number {
  const quotient = reader.readUnary();
  const folded = quotient * 2 ** parameter + reader.readBits(parameter);
  if (folded > 0xffffffff) throw reader.fault('A FLAC residual is too large', 'at most 32 bits', `${folded}, folded`);
  return (folded >>> 1) ^ -(folded & 1);
}
