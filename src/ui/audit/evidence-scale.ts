/** Width of a picture: the detail less its padding. */
export const PICTURE_PX = 384;
/** Left of the plot, for the numbers of the y axis. */
export const GUTTER_PX = 40;

export type Scale = (value: number) => number;

/** Maps `[from, to]` linearly to pixels. A domain without extent maps to the middle. */
export function linearScale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  if (!(Math.abs(to - from) > 0)) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** The same in the logarithm; both ends greater than 0. */
export function logScale([from, to]: readonly [number, number], range: readonly [number, number]): Scale {
  const linear = linearScale([Math.log(from), Math.log(to)], range);
  return (value) => linear(Math.log(value));
}

/** Frame to pixel over the plot's width; the frame's number stands at its beginning. */
export function frameScale([startFrame, endFrame]: readonly [number, number]): Scale {
  return linearScale([startFrame, endFrame], [GUTTER_PX, PICTURE_PX]);
}

/** Round values inside `[from, to]`, about `count` of them. */
export function roundTicks(from: number, to: number, count: number): readonly number[] {
  if (!(to > from) || !Number.isFinite(to - from)) return Number.isFinite(from) ? [from] : [];
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-9; index++) ticks.push(index * step);
  return ticks;
}

/** Smallest and largest finite value, widened by a share of the extent; a constant by its own size, or 1. */
export function paddedExtent(values: Iterable<number>, padding = 0.1): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least > most) return [-1, 1];
  const room = most > least ? (most - least) * padding : Math.abs(most) * 0.5 || 1;
  return [least - room, most + room];
}

/** Path through the values; one that is not finite is a gap. */
export function linePath(values: ArrayLike<number>, xOf: (index: number) => number, yOf: Scale): string {
  let path = '';
  let isDown = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) {
      isDown = false;
      continue;
    }
    path += `${isDown ? 'L' : 'M'}${xOf(index).toFixed(1)} ${yOf(value).toFixed(1)}`;
    isDown = true;
  }
  return path;
}

/** Vertical lines from minimum to maximum, one a part; NaN is a gap. */
export function envelopePath(minMax: Float32Array, xOf: (part: number) => number, yOf: Scale): string {
  let path = '';
  for (let part = 0; 2 * part + 1 < minMax.length; part++) {
    const least = minMax[2 * part] as number;
    const most = minMax[2 * part + 1] as number;
    if (!Number.isFinite(least) || !Number.isFinite(most)) continue;
    const [top, bottom] = [yOf(most), yOf(least)];
    path += `M${xOf(part).toFixed(1)} ${top.toFixed(1)}V${Math.max(bottom, top + 0.8).toFixed(1)}`;
  }
  return path;
}
