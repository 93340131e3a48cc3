/** Row that a key leads to; null where the key moves nothing. Rows are counted through all groups. */
export function movePaletteRow(
  key: string,
  isShifted: boolean,
  from: number,
  groups: readonly (readonly unknown[])[],
): number | null {
  const rowCount = groups.reduce((sum, { length }) => sum + length, 0);
  switch (key) {
    case 'ArrowDown':
      return rowCount === 0 ? null : (from + 1) % rowCount;
    case 'ArrowUp':
      return rowCount === 0 ? null : (from + rowCount - 1) % rowCount;
    case 'Tab':
      return nextGroupRow(from, isShifted, groups);
    default:
      return null;
  }
}

/** First row of the next group, with Shift of the one before, round and round. */
function nextGroupRow(from: number, isBack: boolean, groups: readonly (readonly unknown[])[]): number {
  const starts: number[] = [];
  let row = 0;
  for (const { length } of groups) {
    if (length > 0) starts.push(row);
    row += length;
  }
  const group = starts.findLastIndex((start) => start <= from);
  return starts.at((group + (isBack ? -1 : 1)) % Math.max(1, starts.length)) ?? 0;
}
