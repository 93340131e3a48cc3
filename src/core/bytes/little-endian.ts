/** The bytes of numbers, little-endian on any machine. */
export function littleEndianBytes(values: Int16Array | Float32Array | Float64Array): Uint8Array {
  const width = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    if (values instanceof Int16Array) view.setInt16(index * width, value, true);
    else if (values instanceof Float32Array) view.setFloat32(index * width, value, true);
    else view.setFloat64(index * width, value, true);
  }
  return bytes;
}
