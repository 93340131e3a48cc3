import { MINUS } from '../format/numbers.ts';

/** Lowest and highest finite value; null where there is none. */
export type Extremes = { readonly min: number; readonly max: number } | null;

/** Vertical axis of a lane: as tall as its data, with ticks at round values, in the values' unit. */
export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** Room above and below the data, for half a line of tick text. */
export const VALUE_INSET_PX = 12;
const STEPS = [1, 2, 5, 10];
const MIN_TICK_GAP_PX = 22;
const MOST_TICKS = 5;

/** Extremes of the finite values of all series. */
export function measureExtremes(series: readonly Float32Array[]): Extremes {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const values of series) {
    // By index: an iterator would cost several times as much, and a long sequence has millions of values.
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
      if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

/** An axis from the smallest to the largest value, with ticks in steps of 1, 2 or 5 times a power of ten, as many as the height holds. */
export function createValueScale(extremes: Extremes, heightPx: number): ValueScale {
  const { min, max } = widen(extremes);
  const roomPx = Math.max(heightPx - 2 * VALUE_INSET_PX, 0);
  const mostTicks = Math.min(Math.max(Math.floor(roomPx / MIN_TICK_GAP_PX) + 1, 2), MOST_TICKS);
  let finer: Step = { factor: 1, power: Math.floor(Math.log10((max - min) / MOST_TICKS)) };
  for (let power = finer.power; ; power++) {
    for (const factor of STEPS) {
      const count = countTicks({ factor, power }, min, max);
      // Two ticks are needed to read a slope: rather a finer step than a single one.
      if (count < 2) return { min, max, ticks: placeTicks(finer, min, max) };
      if (count <= mostTicks) return { min, max, ticks: placeTicks({ factor, power }, min, max) };
      finer = { factor, power };
    }
  }
}

/** Symmetric about zero, for a waveform. */
export function createAmplitudeScale(extremes: Extremes, heightPx: number): ValueScale {
  const peak = extremes === null ? 0 : Math.max(Math.abs(extremes.min), Math.abs(extremes.max));
  return createValueScale(peak > 0 ? { min: -peak, max: peak } : null, heightPx);
}

/** Pixels from the top of a lane `heightPx` high. */
export function valueToY(scale: ValueScale, heightPx: number, value: number): number {
  const share = (scale.max - value) / (scale.max - scale.min);
  return VALUE_INSET_PX + share * (heightPx - 2 * VALUE_INSET_PX);
}

/** A constant still needs a height to be drawn in the middle of. */
function widen(extremes: Extremes): { readonly min: number; readonly max: number } {
  if (extremes === null) return { min: -1, max: 1 };
  const { min, max } = extremes;
  if (max > min) return extremes;
  const margin = min === 0 ? 1 : Math.abs(min) / 2;
  return { min: min - margin, max: max + margin };
}

interface Step {
  readonly factor: number;
  readonly power: number;
}

/** First and last multiple of the step within the axis; rounding errors do not lose a tick at its very end. */
function tickRange({ factor, power }: Step, min: number, max: number): readonly [number, number] {
  const step = factor * 10 ** power;
  return [Math.ceil(min / step - 1e-6), Math.floor(max / step + 1e-6)];
}

function countTicks(step: Step, min: number, max: number): number {
  const [first, last] = tickRange(step, min, max);
  return last - first + 1;
}

function placeTicks(step: Step, min: number, max: number): ValueScale['ticks'] {
  const [first, last] = tickRange(step, min, max);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const multiple = (first + index) * step.factor;
    return { value: multiple * 10 ** step.power, label: formatTick(multiple, step.power) };
  });
}

function formatTick(multiple: number, power: number): string {
  if (multiple === 0) return '0';
  const isPlain = power >= -4 && power <= 4;
  const text = isPlain ? trimZeros((multiple * 10 ** power).toFixed(Math.max(-power, 0))) : `${multiple}e${power}`;
  return text.replaceAll('-', MINUS);
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
