import { littleEndianBytes } from '../bytes/little-endian.ts';

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The values' bytes, little-endian; a view of them where the machine has them so. */
export function float32Bytes(values: Float32Array): Uint8Array {
  return IS_LITTLE_ENDIAN
    ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    : littleEndianBytes(values);
}
