import { DataError, type Problem } from '../errors.ts';
import { isDamage } from './damage.ts';
import type { DatabaseRecord } from './database-record.ts';
import { childIndexOf, compareWithKey, countKeysBefore, keyView } from './key-search.ts';
import { type BranchPage, type LeafPage, type Page, type PageRules, whereInPage } from './page.ts';
import type { PageFile } from './page-file.ts';

/** Parsed pages that a tree keeps: enough for the branch pages of a large store, which nearly every look-up shares. */
const KEPT_PAGES = 64;

/** Ascending part of a tree. A bound that is null does not bound. */
export interface KeySpan {
  readonly low: Uint8Array | null;
  /** Whether keys equal to `low` lie before the span. */
  readonly isAfterLow: boolean;
  readonly high: Uint8Array | null;
  /** Whether keys equal to `high` lie within the span. */
  readonly isAfterHigh: boolean;
}

/** Nodes `[firstNode, endNode)` of a leaf page. */
export interface LeafSpan {
  readonly page: LeafPage;
  readonly firstNode: number;
  readonly endNode: number;
}

const LENIENT: WalkOptions = { isReverse: false, onDamage: () => {} };

export interface WalkOptions {
  readonly isReverse: boolean;
  /** Told of each damaged part, which is then left out; without it damage throws. */
  readonly onDamage?: ((problem: Problem) => void) | undefined;
}

export interface Tree {
  /**
   * Walks to the leaf pages of all `keys` at once, of the whole tree where they are null, a level a round: yields the numbers of the pages that
   * a level needs before it reads them. Damaged parts are left out: reading them reports that.
   */
  descend(keys: readonly Uint8Array[] | null): Generator<readonly number[], void, undefined>;
  /** The leaf page and node of a key; null where the tree has no such key. */
  find(key: Uint8Array): { readonly page: LeafPage; readonly node: number } | null;
  /** Leaf pages of the span in order (or from its high end), each read as the iteration comes to it. Spans may be empty. */
  leaves(span: KeySpan, options: WalkOptions): Generator<LeafSpan, void, undefined>;
}

/**
 * A step of a descent: the page, and between which keys its parents say that its own lie. Checking that is what keeps a damaged tree
 * from hiding records or from being walked for ever: two parts of the tree never share a page.
 */
interface Step {
  readonly pageNumber: number;
  readonly low: Uint8Array | null;
  readonly high: Uint8Array | null;
  readonly parent: Step | null;
  readonly level: number;
  readonly where: () => string;
}

export function createTree(file: PageFile, record: DatabaseRecord, rules: PageRules): Tree {
  const { order } = rules;
  const kept = new Map<number, Page>();

  function load(step: Step): Page {
    for (let above = step.parent; above; above = above.parent) {
      if (above.pageNumber === step.pageNumber) throw loop(step.where(), step.pageNumber);
    }
    const page = kept.get(step.pageNumber) ?? file.readPage(step.pageNumber, rules, step.where);
    checkKind(page, step);
    checkBounds(page, step);
    keep(step.pageNumber, page);
    return page;
  }

  function keep(pageNumber: number, page: Page): void {
    kept.delete(pageNumber);
    kept.set(pageNumber, page);
    // A Map keeps the order of insertion: its first page is the one used longest ago.
    const [oldest] = kept.keys();
    if (kept.size > KEPT_PAGES && oldest !== undefined) kept.delete(oldest);
  }

  function checkKind(page: Page, step: Step): void {
    const isLastLevel = step.level === record.depth - 1;
    if (page.kind === 'leaf' ? isLastLevel : !isLastLevel && page.nodeCount > 1) return;
    if (page.kind === 'branch') checkChildrenForLoop(page, step);
    const found = page.kind === 'branch' ? `a branch page with ${page.nodeCount} children` : 'a leaf page';
    throw new DataError({
      code: 'lmdb-page-kind',
      what: `A page does not fit its level, ${step.level + 1} of ${record.depth}`,
      expected: isLastLevel ? 'a leaf page' : 'a branch page with at least 2 children',
      found,
      where: whereInPage(page.place, 10),
    });
  }

  function checkBounds(page: Page, { low, high }: Step): void {
    const first = page.kind === 'branch' ? 1 : 0;
    const isLowRight = low === null || compareWithKey(page, first, low, order) >= 0;
    if (isLowRight && (high === null || compareWithKey(page, page.nodeCount - 1, high, order) < 0)) return;
    throw new DataError({
      code: 'lmdb-key-order',
      what: 'The keys of a page do not belong where it hangs in the tree',
      expected: `keys in [${describeKey(low)}, ${describeKey(high)})`,
      found: `keys ${describeKey(keyView(page, first))} to ${describeKey(keyView(page, page.nodeCount - 1))}`,
      where: whereInPage(page.place, 0),
    });
  }

  function rootStep(pageNumber: number): Step {
    return { pageNumber, low: null, high: null, parent: null, level: 0, where: () => record.rootWhere };
  }

  function childStep(page: BranchPage, node: number, parent: Step): Step {
    return {
      pageNumber: page.children[node] ?? 0,
      low: node === 0 ? parent.low : keyView(page, node),
      high: node === page.nodeCount - 1 ? parent.high : keyView(page, node + 1),
      parent,
      level: parent.level + 1,
      where: () => childWhere(page, node),
    };
  }

  function* walk(step: Step, span: KeySpan, options: WalkOptions): Generator<LeafSpan, void, undefined> {
    const page = loadOrReport(step, options);
    if (page === null) return;
    if (page.kind === 'leaf') {
      const firstNode = span.low === null ? 0 : countKeysBefore(page, span.low, span.isAfterLow, order);
      const endNode = span.high === null ? page.nodeCount : countKeysBefore(page, span.high, span.isAfterHigh, order);
      yield { page, firstNode, endNode };
      return;
    }
    const first = span.low === null ? 0 : childIndexOf(page, span.low, order);
    const end = span.high === null ? page.nodeCount : countKeysBefore(page, span.high, span.isAfterHigh, order);
    for (let count = 0; count < end - first; count++) {
      const node = options.isReverse ? end - 1 - count : first + count;
      yield* walk(childStep(page, node, step), span, options);
    }
  }

  function loadOrReport(step: Step, { onDamage }: WalkOptions): Page | null {
    try {
      return load(step);
    } catch (error) {
      if (!onDamage || !isDamage(error)) throw error;
      onDamage(error.problem);
      return null;
    }
  }

  /** Steps to the children of a page under which the keys lie, one a child, in order. */
  function stepsBelow(
    step: Step,
    keys: readonly Uint8Array[] | null,
  ): { step: Step; keys: readonly Uint8Array[] | null }[] {
    const page = loadOrReport(step, LENIENT);
    if (page === null || page.kind === 'leaf') return [];
    if (keys === null) return Array.from(page.children, (_, node) => ({ step: childStep(page, node, step), keys }));
    const keysByNode = new Map<number, Uint8Array[]>();
    for (const key of keys) {
      const node = childIndexOf(page, key, order);
      const beside = keysByNode.get(node);
      if (beside === undefined) keysByNode.set(node, [key]);
      else beside.push(key);
    }
    return Array.from(keysByNode, ([node, below]) => ({ step: childStep(page, node, step), keys: below }));
  }

  return {
    *descend(keys) {
      if (record.root === null) return;
      let level = [{ step: rootStep(record.root), keys }];
      while (level.length > 0) {
        yield level.map(({ step }) => step.pageNumber);
        level =
          level[0]?.step.level === record.depth - 1 ? [] : level.flatMap(({ step, keys }) => stepsBelow(step, keys));
      }
    },
    find(key) {
      if (record.root === null) return null;
      let step = rootStep(record.root);
      let page = load(step);
      while (page.kind === 'branch') {
        step = childStep(page, childIndexOf(page, key, order), step);
        page = load(step);
      }
      const node = countKeysBefore(page, key, false, order);
      return node < page.nodeCount && compareWithKey(page, node, key, order) === 0 ? { page, node } : null;
    },
    *leaves(span, options) {
      if (record.root !== null) yield* walk(rootStep(record.root), span, options);
    },
  };
}

/** A page that fits nowhere because it points back at one above it, or at itself, is a loop in the user's eyes. */
function checkChildrenForLoop(page: BranchPage, step: Step): void {
  for (let above: Step | null = step; above; above = above.parent) {
    const node = page.children.indexOf(above.pageNumber);
    if (node >= 0) throw loop(childWhere(page, node), above.pageNumber);
  }
}

function loop(where: string, pageNumber: number): DataError {
  return new DataError({
    code: 'lmdb-page-loop',
    what: 'A page is visited twice: the tree runs in a circle',
    expected: 'each page once on the way from the root',
    found: `page ${pageNumber} a second time`,
    where,
  });
}

function childWhere(page: BranchPage, node: number): string {
  // The child's page number lies at the start of the node, 8 bytes before its key.
  return whereInPage(page.place, (page.keyStarts[node] ?? 0) - 8);
}

function describeKey(key: Uint8Array | null): string {
  if (key === null) return 'any';
  const shown = Array.from(key.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `0x${shown}${key.length > 16 ? '...' : ''}`;
}
