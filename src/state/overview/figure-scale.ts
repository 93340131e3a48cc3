import { type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';

/** Where the values of a figure lie between the ends of its axis: 0 at the low end, 1 at the high one. */
export interface FigureScale {
  readonly isLog: boolean;
  readonly low: number;
  readonly high: number;
}

/** The extent of the finite values, with room beyond the outermost as a share of their distance. One value, or none, still gets an axis of some width. */
export function scaleOfColumn(key: ProfileFigureKey | null, values: Float64Array, room = 0): FigureScale {
  const isLog = key !== null && profileFigure(key).scale === 'log';
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return isLog ? { isLog, low: 1, high: 10 } : { isLog, low: 0, high: 1 };
  if (low === high) {
    const widened = low === 0 ? 1 : Math.abs(low) * 0.1;
    return isLog ? { isLog, low: low / 1.5, high: high * 1.5 } : { isLog, low: low - widened, high: high + widened };
  }
  if (isLog) {
    const factor = (high / low) ** room;
    return { isLog, low: low / factor, high: high * factor };
  }
  return { isLog, low: low - (high - low) * room, high: high + (high - low) * room };
}

/** NaN for a value that the axis cannot show; below 0 or above 1 beyond its ends. */
export function toShare({ isLog, low, high }: FigureScale, value: number): number {
  if (!isLog) return (value - low) / (high - low);
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : Number.NaN;
}

export function fromShare({ isLog, low, high }: FigureScale, share: number): number {
  return isLog ? low * (high / low) ** share : low + (high - low) * share;
}

/** The bin of each row among `binCount` equal parts of the axis; `binCount` where the row has none. */
export function binRows(scale: FigureScale, values: Float64Array, binCount: number): Uint16Array {
  const bins = new Uint16Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const share = toShare(scale, values[row] as number);
    bins[row] = share >= 0 && share <= 1 ? Math.min(Math.floor(share * binCount), binCount - 1) : binCount;
  }
  return bins;
}

/** Rows a bin: of all, or of those given. */
export function countBins(bins: Uint16Array, binCount: number, rows: Uint32Array | null = null): Uint32Array {
  const counts = new Uint32Array(binCount + 1);
  const count = rows === null ? bins.length : rows.length;
  for (let i = 0; i < count; i++) {
    const bin = bins[rows === null ? i : (rows[i] as number)] as number;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.subarray(0, binCount);
}

/** More bins for more values, as many as a small chart can show at most. */
export function binCountFor(rowCount: number): number {
  return Math.max(12, Math.min(36, Math.round(4 * Math.sqrt(rowCount))));
}
