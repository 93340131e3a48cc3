import type { Dataset } from '../dataset/dataset.ts';
import { createNdArray, type NdArray } from '../formats/ndarray.ts';
import type { RawSample } from './assemble-sample.ts';
import { normalizeAudio, normalizeCoefficients } from './normalize.ts';

/** A sample's coefficients normalised by the dataset's statistics, by group name; as read where the dataset has none (loader.py `crop`). */
export function normalizeGroups(dataset: Dataset, raw: RawSample): ReadonlyMap<string, Float32Array> {
  return new Map(
    [...raw.coef].map(([name, rows]) => {
      const statistics = dataset.statistics?.get(name);
      if (statistics === undefined) return [name, rows];
      const width = statistics.mean.length;
      return [name, normalizeCoefficients(rows, width, asFloat32(statistics.mean), asFloat32(statistics.std))];
    }),
  );
}

function asFloat32(values: Float32Array | Float64Array): Float32Array {
  return values instanceof Float32Array ? values : new Float32Array(values);
}

/**
 * The arrays of one sample by name, ready for an npz: `audio`, each group normalised, `raw_audio`, `raw_<group>`, `start_frame`,
 * `audio_mean`, `audio_std`.
 */
export function sampleArrays(dataset: Dataset, raw: RawSample): ReadonlyMap<string, NdArray> {
  const arrays = new Map<string, NdArray>();
  const rowsOf = (values: Float32Array, name: string) => {
    const width = dataset.groups.find((group) => group.name === name)?.width ?? 1;
    return arrayOf(values, [values.length / width, width]);
  };
  arrays.set('audio', arrayOf(normalizeAudio(raw.audio, raw.moments), [raw.audio.length]));
  for (const [name, rows] of normalizeGroups(dataset, raw)) arrays.set(name, rowsOf(rows, name));
  arrays.set('raw_audio', arrayOf(raw.audio, [raw.audio.length]));
  for (const [name, rows] of raw.coef) arrays.set(`raw_${name}`, rowsOf(rows, name));
  arrays.set('start_frame', arrayOf(BigInt64Array.of(BigInt(raw.start_frame)), []));
  arrays.set('audio_mean', arrayOf(Float64Array.of(raw.moments.mean), []));
  arrays.set('audio_std', arrayOf(Float64Array.of(raw.moments.std), []));
  return arrays;
}

function arrayOf(values: Float32Array | Float64Array | BigInt64Array, shape: readonly number[]): NdArray {
  const dtype = values instanceof Float32Array ? '<f4' : values instanceof Float64Array ? '<f8' : '<i8';
  return createNdArray(dtype, shape, false, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
