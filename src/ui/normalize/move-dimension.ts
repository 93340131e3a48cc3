/** Where a key moves the chosen one of `count` dimensions; null where it moves nothing. */
export function moveDimension(key: string, chosen: number | null, count: number): number | null {
  const last = count - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: (chosen ?? -1) + 1,
    ArrowUp: (chosen ?? -1) + 1,
    ArrowLeft: (chosen ?? count) - 1,
    ArrowDown: (chosen ?? count) - 1,
    PageUp: (chosen ?? -10) + 10,
    PageDown: (chosen ?? count) - 10,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(Math.max(target, 0), last);
}
