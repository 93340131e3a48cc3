import { NODE_HEADER_BYTES } from './layout.ts';
import { createBranchNode, createLeafNode, type LmdbPages, nodeRoom, PAGE_ROOM_BYTES } from './page-writer.ts';

/** A tree that is written while its records arrive in order. It holds one page a level. */
export interface TreeWriter {
  add(key: Uint8Array, value: Uint8Array): void;
  /** Writes what is left. */
  finish(): { readonly root: number | null; readonly depth: number };
}

export function createTreeWriter(pages: LmdbPages): TreeWriter {
  const branches = createBranches(pages);
  let nodes: Uint8Array[] = [];
  let room = PAGE_ROOM_BYTES;
  let firstKey = new Uint8Array(0);

  return {
    add(key, value) {
      const node = createLeafNode(pages, key, value);
      // As MDB_APPEND does: a leaf is left as soon as a record does not fit, and not split.
      if (nodeRoom(node.length) > room) {
        branches.add({ key: firstKey, page: pages.appendNodes('leaf', nodes) });
        nodes = [];
        room = PAGE_ROOM_BYTES;
      }
      if (nodes.length === 0) firstKey = new Uint8Array(key);
      nodes.push(node);
      room -= nodeRoom(node.length);
    },
    finish() {
      if (nodes.length === 0) return { root: null, depth: 0 };
      return branches.finish({ key: firstKey, page: pages.appendNodes('leaf', nodes) });
    },
  };
}

/** A page of the level below and its smallest key. */
interface Child {
  readonly key: Uint8Array;
  readonly page: number;
}

interface Level {
  children: Child[];
  room: number;
  /** A child that no longer fits: the first of the next page, as soon as another follows. */
  held: Child | null;
}

/** The levels above the leaves. A page is written when it is full and has a successor with two children: LMDB has none with one alone. */
interface Branches {
  add(child: Child): void;
  /** Takes over the last child and gives the root: that child where it is the only one. */
  finish(lastChild: Child): { readonly root: number; readonly depth: number };
}

function createBranches(pages: LmdbPages): Branches {
  const levels: Level[] = [];

  /** Ends the level's page; the next one has `children`. */
  function endPage(level: Level, depth: number, children: readonly Child[]): void {
    add(depth + 1, writePage(pages, level));
    level.children = [];
    level.room = PAGE_ROOM_BYTES;
    level.held = null;
    for (const child of children) push(level, child);
  }

  function add(depth: number, child: Child): void {
    const level = levels[depth] ?? { children: [], room: PAGE_ROOM_BYTES, held: null };
    levels[depth] = level;
    if (level.held) endPage(level, depth, [level.held, child]);
    else if (roomOf(level, child) <= level.room) push(level, child);
    else level.held = child;
  }

  return {
    add: (child) => add(0, child),
    finish(lastChild) {
      let child = lastChild;
      // A level may get its first page here, so the length is looked at each time.
      for (let depth = 0; depth < levels.length; depth++) {
        add(depth, child);
        const level = levels[depth];
        if (!level) break;
        const last = level.held && level.children.pop();
        if (level.held && last) endPage(level, depth, [last, level.held]);
        child = writePage(pages, level);
      }
      return { root: child.page, depth: levels.length + 1 };
    },
  };
}

function push(level: Level, child: Child): void {
  level.room -= roomOf(level, child);
  level.children.push(child);
}

/** The first node of a branch page has no key: it stands for "smaller than all". */
function roomOf(level: Level, { key }: Child): number {
  return nodeRoom(NODE_HEADER_BYTES + (level.children.length === 0 ? 0 : key.length));
}

function writePage(pages: LmdbPages, { children }: Level): Child {
  const [first] = children;
  if (!first) throw new Error('A branch page has no children.');
  const nodes = children.map(({ key, page }, index) => createBranchNode(index === 0 ? key.subarray(0, 0) : key, page));
  return { key: first.key, page: pages.appendNodes('branch', nodes) };
}
