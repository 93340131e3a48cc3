/** The outline of a histogram's bars on its own scale, from the first bar to the last, standing on the bottom; empty without any. */
export function stepPath(counts: ArrayLike<number>, widthPx: number, heightPx: number): string {
  const most = Array.from(counts).reduce((largest, count) => Math.max(largest, count), 0);
  if (most === 0) return '';
  let first = 0;
  while (counts[first] === 0) first++;
  let last = counts.length - 1;
  while (counts[last] === 0) last--;
  const xOf = (bin: number) => Math.round((bin / counts.length) * widthPx) + 0.5;
  const yOf = (count: number) => Math.round(heightPx - (count / most) * (heightPx - 1)) - 0.5;
  let path = `M${xOf(first)} ${heightPx}`;
  for (let bin = first; bin <= last; bin++) path += `V${yOf(counts[bin] ?? 0)}H${xOf(bin + 1)}`;
  return `${path}V${heightPx}`;
}
