import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../bytes/memory-source.ts';
import { createRowPages } from './row-pages.ts';

const PAGE = 512;

/** A page of a table's interior: child and last rowid of each cell, then the rightmost child. Rowids below 128 are one byte. */
function interiorPage(cells: readonly (readonly [child: number, lastRowid: number])[], rightmost: number): Uint8Array {
  const page = new Uint8Array(PAGE);
  const view = new DataView(page.buffer);
  page[0] = 5;
  view.setUint16(3, cells.length);
  view.setUint32(8, rightmost);
  cells.forEach(([child, lastRowid], index) => {
    const cellByte = PAGE - 6 * (index + 1);
    view.setUint16(12 + index * 2, cellByte);
    view.setUint32(cellByte, child);
    page[cellByte + 4] = lastRowid;
  });
  return page;
}

function leafPage(): Uint8Array {
  const page = new Uint8Array(PAGE);
  page[0] = 13;
  return page;
}

/** Pages 1 to 100; those not given are leaves. */
function rowPagesOf(pages: Readonly<Record<number, Uint8Array>>, rootPage = 2) {
  const bytes = new Uint8Array(100 * PAGE);
  for (let number = 1; number <= 100; number++) bytes.set(pages[number] ?? leafPage(), (number - 1) * PAGE);
  const header = { pageBytes: PAGE, pageCount: 100, userVersion: 1, applicationId: 0 };
  return createRowPages(createMemorySource('x.sqlite', bytes), header, rootPage);
}

const pagesOf = (first: number, last: number) => ({ startByte: (first - 1) * PAGE, endByte: last * PAGE });

describe('the pages of a row', () => {
  const twoLevels = {
    2: interiorPage(
      [
        [10, 3],
        [14, 7],
      ],
      30,
    ),
  };

  it('are those from the leaf before it to its own', () => {
    const rows = rowPagesOf(twoLevels);
    expect(rows.rangeOrNull(4, 2000)).toEqual(pagesOf(11, 14));
    expect(rows.rangeOrNull(7, 2000)).toEqual(pagesOf(11, 14));
    expect(rows.rangeOrNull(8, 9000)).toEqual(pagesOf(15, 30));
  });

  it('are those from the first page of records to the first leaf', () => {
    expect(rowPagesOf(twoLevels).rangeOrNull(3, 2000)).toEqual(pagesOf(2, 10));
  });

  it('are its leaf alone where the pages between are too many for its size', () => {
    const rows = rowPagesOf(twoLevels);
    expect(rows.rangeOrNull(3, 100)).toEqual(pagesOf(10, 10));
    expect(rows.rangeOrNull(8, 100)).toEqual(pagesOf(30, 30));
  });

  it('are its leaf alone where the leaf before it lies after it', () => {
    const rows = rowPagesOf({ 2: interiorPage([[50, 3]], 30) });
    expect(rows.rangeOrNull(9, 1e6)).toEqual(pagesOf(30, 30));
  });

  it('are found through several levels', () => {
    const rows = rowPagesOf({
      2: interiorPage([[3, 20]], 4),
      3: interiorPage([[10, 10]], 12),
      4: interiorPage([[20, 30]], 25),
    });
    expect(rows.rangeOrNull(15, 2000)).toEqual(pagesOf(11, 12));
    // The leaves of interior page 4 begin after interior page 3.
    expect(rows.rangeOrNull(21, 2000)).toEqual(pagesOf(4, 20));
    expect(rows.rangeOrNull(99, 2000)).toEqual(pagesOf(21, 25));
  });

  it('are the root where that is a leaf', () => {
    expect(rowPagesOf({}).rangeOrNull(1, 100)).toEqual(pagesOf(2, 2));
  });

  it.each([
    ['a child past the end of the file', interiorPage([], 101)],
    ['a child that is no page', interiorPage([], 0)],
    ['a page that is its own child', interiorPage([], 2)],
    [
      'a cell past the end of the page',
      interiorPage(
        Array.from({ length: 1 }, () => [3, 1] as const),
        3,
      ).fill(0xff, 12, 14),
    ],
  ])('are not known where the tree is damaged: %s', (_, root) => {
    expect(rowPagesOf({ 2: root }).rangeOrNull(1, 100)).toBeNull();
  });
});
