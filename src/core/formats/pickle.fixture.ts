import { isNdArray, toFloat32Array, toFloat64Array } from './ndarray.ts';
import type { PickleValue } from './pickle.ts';

/** The value in the form of `described` in fixtures/pickle/make_pickles.py. */
export function describeValue(value: PickleValue): unknown {
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return { float: 'nan' };
    return Number.isFinite(value) ? value : { float: value > 0 ? 'inf' : '-inf' };
  }
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return { bytes: base64(value) };
  if (Array.isArray(value)) return value.map(describeValue);
  if (value instanceof Map)
    return { dict: Array.from(value, ([key, item]) => [describeValue(key), describeValue(item)]) };
  if (value instanceof Set) return { set: Array.from(value, describeValue).sort() };
  if (!isNdArray(value)) throw new Error('a value of no known kind');
  return {
    array: { shape: value.shape, float32: base64(toFloat32Array(value)), float64: base64(toFloat64Array(value)) },
  };
}

function base64(values: Uint8Array | Float32Array | Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
