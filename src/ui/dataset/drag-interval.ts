/** Shares of an axis, 0 to 1, the lower one first. */
export type ShareInterval = readonly [low: number, high: number];

/** What a drag takes hold of: nothing, so that a new interval begins; the whole interval; or one of its ends. */
export type IntervalGrip = 'new' | 'move' | 'low' | 'high';

/** The interval after a drag from one share of the axis to another. An end that is dragged past the other takes its place. */
export function dragInterval(
  grip: IntervalGrip,
  interval: ShareInterval,
  fromShare: number,
  toShare: number,
): ShareInterval {
  const [low, high] = interval;
  if (grip === 'new') return ordered(clampShare(fromShare), clampShare(toShare));
  const moved = toShare - fromShare;
  if (grip === 'low') return ordered(clampShare(low + moved), high);
  if (grip === 'high') return ordered(low, clampShare(high + moved));
  // The whole keeps its width at the ends of the axis.
  const step = Math.min(Math.max(moved, -low), 1 - high);
  return [low + step, high + step];
}

/** Share of the axis by which a key moves an end; null for a key that moves none. */
export function keyStep(key: string, isBig: boolean): number | null {
  const size = isBig ? 0.1 : 0.01;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return size;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -size;
    case 'PageUp':
      return 0.1;
    case 'PageDown':
      return -0.1;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

export function clampShare(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}

function ordered(one: number, other: number): ShareInterval {
  return one <= other ? [one, other] : [other, one];
}
