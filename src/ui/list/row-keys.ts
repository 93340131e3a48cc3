/** Where the keys of a list lead. */
export interface RowMove {
  readonly rowCount: number;
  /** Rows a page, at least 1. */
  readonly pageRows: number;
}

/** Row that a key leads to from row `from`; null where the key is none of the list's, or there is no row. */
export function moveRow(key: string, from: number, { rowCount, pageRows }: RowMove): number | null {
  if (rowCount === 0) return null;
  const target = targetRow(key, from, rowCount, pageRows);
  return target === null ? null : Math.min(Math.max(target, 0), rowCount - 1);
}

function targetRow(key: string, from: number, rowCount: number, pageRows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + pageRows;
    case 'PageUp':
      return from - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    default:
      return null;
  }
}
