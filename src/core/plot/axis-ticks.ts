import type { AxisScale } from './axis-scale.ts';

export interface AxisTick {
  readonly at: number;
  /** Null for a line of the grid without a label. */
  readonly text: string | null;
}

/** U+2212, as wide as a digit. */
const MINUS = '\u2212';

/** Round numbers along the axis: 1, 2 or 5 times a power of ten, about `wanted` of them; powers of ten, and 2 and 5 times them, on a log axis. No step is less than `leastStep`. */
export function layoutTicks(scale: AxisScale, wanted: number, leastStep = 0): AxisTick[] {
  if (!scale.isLog) return linearTicks(scale.low, scale.high, wanted, leastStep);
  const decades = Math.log10(scale.high / scale.low);
  // Under a decade a log axis is nearly even, and too few of 1, 2, 5 lie on it.
  return decades < 0.7
    ? linearTicks(scale.low, scale.high, wanted, leastStep)
    : logTicks(scale.low, scale.high, wanted);
}

/** Plain digits where they are few, an exponent where they are many. */
export function formatTick(value: number, step: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const isLong = size >= 1e6 || decimals > 5;
  const text = isLong ? shortExponent(size) : size.toFixed(decimals);
  return value < 0 ? `${MINUS}${text}` : text;
}

function linearTicks(low: number, high: number, wanted: number, leastStep: number): AxisTick[] {
  const step = roundStep(Math.max((high - low) / Math.max(wanted, 1), leastStep));
  const first = Math.ceil(low / step - 1e-9);
  const ticks: AxisTick[] = [];
  for (let index = first; index * step <= high + step * 1e-9; index++) {
    // A far-off axis may be so narrow that steps no longer change the value.
    if (ticks.length > 50) break;
    const at = index * step;
    ticks.push({ at, text: formatTick(Math.abs(at) < step * 1e-9 ? 0 : at, step) });
  }
  return ticks;
}

/** The least of 1, 2, 5 times a power of ten that is no less than `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function logTicks(low: number, high: number, wanted: number): AxisTick[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = Math.log10(high / low);
  const factors = wanted >= decades * 2.5 ? [1, 2, 5] : wanted >= decades * 1.6 ? [1, 3] : [1];
  const everyDecades = Math.max(1, Math.ceil(decades / Math.max(wanted, 1)));
  const ticks: AxisTick[] = [];
  for (let decade = first; decade <= last; decade++) {
    for (const factor of factors) {
      const at = factor * 10 ** decade;
      if (at < low * (1 - 1e-9) || at > high * (1 + 1e-9)) continue;
      ticks.push({ at, text: (decade - first) % everyDecades === 0 ? formatLog(at, decade) : null });
    }
  }
  return ticks;
}

function formatLog(value: number, decade: number): string {
  return decade >= 6 || decade < -4 ? shortExponent(value) : formatTick(value, 10 ** decade);
}

function shortExponent(value: number): string {
  return value
    .toExponential(2)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e')
    .replace('e-', `e${MINUS}`);
}
