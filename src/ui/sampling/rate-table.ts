import { sampleOfFrame } from '../../core/sampling/frames-and-samples.ts';
import { formatCount } from '../format/numbers.ts';
import { formatClip } from '../format/positions.ts';
import { formatSamples } from './rate-words.ts';

/** What the rows are about. */
export interface RateTableInput {
  readonly rates: readonly number[];
  readonly fps: number;
  readonly clipFrames: number;
  readonly cropFrames: number;
  /** The first slice of the crop; null where no sequence, or no crop, is there. */
  readonly slice: { readonly clip: number; readonly frames: readonly [number, number] } | null;
}

export interface RateTableRow {
  readonly name: string;
  /** Whether the name is a position within a clip, and so code. */
  readonly isPosition: boolean;
  readonly cells: readonly string[];
}

const FLOAT_BYTES = 4;

/** Samples and bytes at each rate, as the loader's rounding has them. */
export function planRateTable({ rates, fps, clipFrames, cropFrames, slice }: RateTableInput): readonly RateTableRow[] {
  const row = (name: string, cell: (rate: number) => string): RateTableRow => ({
    name,
    isPosition: false,
    cells: rates.map(cell),
  });
  const position = (clip: number, frame: number): RateTableRow => ({
    name: `${formatClip(clip)}[${frame}] at`,
    isPosition: true,
    cells: rates.map((rate) => String(sampleOfFrame(frame, rate, fps))),
  });
  return [
    row('One frame', (rate) => formatSamples(rate / fps)),
    row(`Clip of ${clipFrames}`, (rate) => formatCount(sampleOfFrame(clipFrames, rate, fps))),
    row(`Crop of ${cropFrames}`, (rate) => formatCount(sampleOfFrame(cropFrames, rate, fps))),
    ...(slice === null ? [] : slice.frames.map((frame) => position(slice.clip, frame))),
    row('Float32, MB', (rate) => ((sampleOfFrame(cropFrames, rate, fps) * FLOAT_BYTES) / 1e6).toFixed(2)),
  ];
}
