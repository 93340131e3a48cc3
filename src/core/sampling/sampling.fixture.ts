import { readFileSync } from 'node:fs';

interface Picks {
  readonly count: number;
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** What numpy and torchaudio say; see fixtures/sampling/README.md. */
export interface PythonValues {
  readonly tone: readonly { hz: number; rate: number; window_ms: number; samples: Picks }[];
  readonly alias: readonly { hz: number; rate: number; heard_hz: number }[];
  readonly resample: readonly { from: number; to: number; samples: Picks }[];
  readonly default: { from: number; to: number; torchaudio_float32: Picks };
  readonly welch: readonly {
    rate: number;
    segments: number;
    density: Picks;
    total: number;
    share_from_4000: number;
  }[];
  readonly slices: readonly { rate: number; fps: number; bounds: readonly number[]; clip: number }[];
  readonly bessel_i0: readonly [number, number][];
  readonly mean_square: number;
}

const read = (name: string) => readFileSync(new URL(`../../../fixtures/sampling/${name}`, import.meta.url));

export const PYTHON = JSON.parse(read('sampling.json').toString('utf8')) as PythonValues;

/** The sound that was resampled and measured: 0.5 s at 16 kHz. */
export function readSignal(): Float32Array {
  const bytes = new Uint8Array(read('signal.f32'));
  return new Float32Array(bytes.buffer);
}

/** The values at the picked places, and how many there are in all. */
export function pick(values: ArrayLike<number>, { at }: Picks): { count: number; value: number[] } {
  return { count: values.length, value: at.map((index) => values[index] ?? Number.NaN) };
}

/** The largest difference between picked values. */
export function largestError(values: ArrayLike<number>, picks: Picks): number {
  return Math.max(
    ...picks.at.map((index, i) => Math.abs((values[index] ?? Number.NaN) - (picks.value[i] ?? Number.NaN))),
  );
}
