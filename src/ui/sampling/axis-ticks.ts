/** Round values along an axis that begins at 0. */
export interface AxisTick {
  readonly value: number;
  /** Share of the axis, 0 to 1. */
  readonly share: number;
  /** Null where the label would come too close to that of the end, which carries the unit. */
  readonly label: string | null;
}

const STEPS = [1, 2, 5];
/** A character of the 11 px mono font, rounded up. */
const CHARACTER_PX = 7;
const GAP_PX = 10;

/** Words at the end of an axis: its last value and the unit. */
export function endLabel(end: number, unit: string): string {
  return `${formatTick(end)} ${unit}`;
}

/** Ticks from 0 up to the end of the axis, at least `minGapPx` apart, without one at the end itself. */
export function planAxis(end: number, unit: string, widthPx: number, minGapPx: number): readonly AxisTick[] {
  const endPx = endLabel(end, unit).length * CHARACTER_PX + GAP_PX;
  const step = chooseStep((end * minGapPx) / Math.max(widthPx, minGapPx));
  const ticks: AxisTick[] = [];
  for (let index = 0; index * step < end * (1 - 1e-9); index++) {
    const value = Number((index * step).toPrecision(12));
    const share = value / end;
    const text = formatTick(value);
    const isClear = (1 - share) * widthPx - (text.length * CHARACTER_PX) / 2 >= endPx;
    ticks.push({ value, share, label: isClear ? text : null });
  }
  return ticks;
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below `least`. */
export function chooseStep(least: number): number {
  const power = Math.floor(Math.log10(least));
  const factor = STEPS.find((each) => each * 10 ** power >= least * (1 - 1e-9));
  return Number((factor === undefined ? 10 ** (power + 1) : factor * 10 ** power).toPrecision(12));
}

/** A tick's value without trailing zeros. */
export function formatTick(value: number): string {
  return String(Number(value.toPrecision(6)));
}
