import type { KeyOrder } from './key-order.ts';
import type { BranchPage, Page } from './page.ts';

/** Number of keys of the page that come before `key`; those equal to it count too where `isAfter`. Node 0 of a branch page always counts. */
export function countKeysBefore(page: Page, key: Uint8Array, isAfter: boolean, order: KeyOrder): number {
  let low = page.kind === 'branch' ? 1 : 0;
  let high = page.nodeCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    const difference = compareWithKey(page, middle, key, order);
    if (difference < 0 || (isAfter && difference === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the one child under which `key` can lie. */
export function childIndexOf(page: BranchPage, key: Uint8Array, order: KeyOrder): number {
  return countKeysBefore(page, key, true, order) - 1;
}

/** Order of the page's key `node` relative to `key`. */
export function compareWithKey(page: Page, node: number, key: Uint8Array, order: KeyOrder): number {
  return order(page.bytes, page.keyStarts[node] ?? 0, page.keySizes[node] ?? 0, key, 0, key.length);
}

/** The key as a view of the page, not to be changed. */
export function keyView(page: Page, node: number): Uint8Array {
  const start = page.keyStarts[node] ?? 0;
  return page.bytes.subarray(start, start + (page.keySizes[node] ?? 0));
}
