import type { PlotAxis, PlotMark } from './plot.ts';

/** From values of an axis to pixels. */
export interface AxisScale {
  readonly isLog: boolean;
  readonly low: number;
  readonly high: number;
  /** NaN for a value that the axis cannot show: not finite, or not positive on a log axis. */
  toPx(value: number): number;
}

/** Room beyond the outermost values, as a share of their distance. */
const PADDING = 0.04;

/**
 * The axis over its range, or over all values of the marks. `startPx` is where the low end lies, `endPx` the high end.
 */
export function createAxisScale(
  axis: PlotAxis,
  direction: 'x' | 'y',
  marks: readonly PlotMark[],
  startPx: number,
  endPx: number,
): AxisScale {
  const isLog = axis.scale === 'log';
  const [low, high] = usableRange(axis, isLog) ?? rangeOfMarks(direction, marks, isLog);
  const turn = isLog ? Math.log10 : (value: number) => value;
  const from = turn(low);
  const pxAUnit = (endPx - startPx) / (turn(high) - from);
  return {
    isLog,
    low,
    high,
    toPx: (value) =>
      Number.isFinite(value) && (!isLog || value > 0) ? startPx + (turn(value) - from) * pxAUnit : Number.NaN,
  };
}

function usableRange({ range }: PlotAxis, isLog: boolean): readonly [number, number] | null {
  if (range === undefined) return null;
  const [low, high] = range;
  return low < high && Number.isFinite(high - low) && (!isLog || low > 0) ? range : null;
}

function rangeOfMarks(direction: 'x' | 'y', marks: readonly PlotMark[], isLog: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let standsOnZero = false;
  for (const mark of marks) {
    if (direction === 'y' && (mark.kind === 'bars' || mark.kind === 'steps')) standsOnZero = true;
    for (const values of valuesOf(mark, direction)) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  if (low > high) return isLog ? [1, 10] : [0, 1];
  if (isLog) return padLog(low, high);
  if (standsOnZero) return padAboveZero(Math.min(low, 0), Math.max(high, 0));
  return padLinear(low, high, direction === 'x' && marks.some(({ kind }) => kind === 'bars' || kind === 'steps'));
}

/** What of a mark lies along the direction. Rules and bands show where they happen to lie, but do not widen the axis: a limit far off would squeeze the data. */
function valuesOf(mark: PlotMark, direction: 'x' | 'y'): readonly ArrayLike<number>[] {
  switch (mark.kind) {
    case 'bars':
    case 'steps':
      return [direction === 'x' ? mark.edges : mark.heights];
    case 'line':
    case 'points':
      return [direction === 'x' ? mark.x : mark.y];
    case 'ranges':
      return direction === 'x' ? [mark.x] : [mark.low, mark.high, ...(mark.middle === undefined ? [] : [mark.middle])];
    case 'area':
      return direction === 'x' ? [mark.x] : [mark.low, mark.high];
    case 'text':
      return [[direction === 'x' ? mark.x : mark.y]];
    case 'rule':
    case 'band':
      return [];
  }
}

function padLog(low: number, high: number): [number, number] {
  if (low === high) return [low / 2, high * 2];
  const room = (high / low) ** PADDING;
  return [low / room, high * room];
}

function padAboveZero(low: number, high: number): [number, number] {
  if (low === high) return [0, 1];
  const room = (high - low) * PADDING;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

function padLinear(low: number, high: number, isTight: boolean): [number, number] {
  if (low === high) {
    const room = low === 0 ? 1 : Math.abs(low) * 0.1;
    return [low - room, high + room];
  }
  const room = isTight ? 0 : (high - low) * PADDING;
  return [low - room, high + room];
}
