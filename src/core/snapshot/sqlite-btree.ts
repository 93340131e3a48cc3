import { DataError } from '../errors.ts';
import { cellRoom, forEachPiece, PAGE_KINDS, type PageKind, roomOfPage, type SqlitePages } from './sqlite-pages.ts';
import { encodeVarint, joinBytes, type Payload } from './sqlite-record.ts';

/** Most bytes of a row that SQLite reads as it is built (SQLITE_MAX_LENGTH). */
const MOST_PAYLOAD_BYTES = 1_000_000_000;

/** A b-tree that is written while its rows arrive in order. It holds the cells of one page a level. */
export interface TableTree {
  add(rowid: number | bigint, payload: Payload): void;
  /** Writes what is left and gives the page number of the root. */
  finish(): number;
}

/** As `TableTree`, of a WITHOUT ROWID table, whose rows are the keys of an index b-tree. */
export interface IndexTree {
  add(payload: Payload): void;
  finish(): number;
}

/** Table b-tree (https://sqlite.org/fileformat2.html section 1.6): the rows lie on the leaves; a separator is the last rowid before it. */
export function createTableTree(pages: SqlitePages): TableTree {
  const interior = createInterior(pages, PAGE_KINDS.tableInterior);
  let leaf = createCells(pages, PAGE_KINDS.tableLeaf);
  let lastRowid: number | bigint = 0;

  return {
    add(rowid, payload) {
      const cell = planCell(pages, PAGE_KINDS.tableLeaf, encodeVarint(rowid), payload);
      if (!leaf.fits(cell.sizeBytes)) {
        interior.add(pages.appendTreePage(PAGE_KINDS.tableLeaf, leaf.cells), encodeVarint(lastRowid));
        leaf = createCells(pages, PAGE_KINDS.tableLeaf);
      }
      // Only now that the full leaf is out, so that the overflow pages of a row lie beside its own leaf.
      leaf.push(cell.write());
      lastRowid = rowid;
    },
    finish: () => interior.finish(pages.appendTreePage(PAGE_KINDS.tableLeaf, leaf.cells)),
  };
}

/** Index b-tree: a separator is a row of its own, which lies on no leaf. */
export function createIndexTree(pages: SqlitePages): IndexTree {
  const interior = createInterior(pages, PAGE_KINDS.indexInterior);
  let leaf = createCells(pages, PAGE_KINDS.indexLeaf);
  /** A row that no longer fits the leaf: the separator after it, as soon as there is another row for the leaf after that. */
  let held: Uint8Array | null = null;

  function endLeaf(separator: Uint8Array, nextCell: Uint8Array): void {
    interior.add(pages.appendTreePage(PAGE_KINDS.indexLeaf, leaf.cells), separator);
    leaf = createCells(pages, PAGE_KINDS.indexLeaf);
    leaf.push(nextCell);
  }

  return {
    add(payload) {
      const cell = planCell(pages, PAGE_KINDS.indexLeaf, new Uint8Array(0), payload).write();
      if (held) {
        endLeaf(held, cell);
        held = null;
      } else if (leaf.fits(cell.length)) {
        leaf.push(cell);
      } else {
        held = cell;
      }
    },
    finish() {
      // Nothing follows the held row: it makes the last leaf, and the row before it is the separator.
      if (held) endLeaf(leaf.pop(), held);
      return interior.finish(pages.appendTreePage(PAGE_KINDS.indexLeaf, leaf.cells));
    },
  };
}

/** The cells of a page that is not yet written. */
interface Cells {
  readonly cells: readonly Uint8Array[];
  fits(cellBytes: number): boolean;
  push(cell: Uint8Array): void;
  /** Takes the last one away. At least three cells fit any page, so a full one is not left empty. */
  pop(): Uint8Array;
}

function createCells(pages: SqlitePages, kind: PageKind): Cells {
  const cells: Uint8Array[] = [];
  let room = roomOfPage(pages.pageBytes, kind);
  return {
    cells,
    fits: (cellBytes) => cellRoom(cellBytes) <= room,
    push(cell) {
      cells.push(cell);
      room -= cellRoom(cell.length);
    },
    pop() {
      const cell = cells.pop();
      if (!cell) throw new Error('There is no cell to take from an empty page.');
      room += cellRoom(cell.length);
      return cell;
    },
  };
}

/** A level above the leaves. */
interface Level {
  page: Cells;
  /** A cell that no longer fits the page: its child is the page's rightmost, its separator goes up, as soon as another child follows. */
  held: Uint8Array | null;
}

/** The levels above the leaves. A page of them is written when it is full and has a successor, so none is left with one child alone. */
interface Interior {
  /** Takes over a finished child and what separates it from the next one: a rowid, or the cell of an index. */
  add(child: number, separator: Uint8Array): void;
  /** Takes over the last child and gives the page number of the root: that child where it is the only one. */
  finish(lastChild: number): number;
}

function createInterior(pages: SqlitePages, kind: PageKind): Interior {
  const levels: Level[] = [];

  /** Ends the level's page with the child of `lastCell`, whose separator goes to the level above, and begins the next with `nextCell`. */
  function endPage(level: Level, depth: number, lastCell: Uint8Array, nextCell: Uint8Array): void {
    const page = pages.appendTreePage(kind, level.page.cells, childOf(lastCell));
    add(depth + 1, page, lastCell.subarray(4));
    level.page = createCells(pages, kind);
    level.page.push(nextCell);
    level.held = null;
  }

  function add(depth: number, child: number, separator: Uint8Array): void {
    const level = levels[depth] ?? { page: createCells(pages, kind), held: null };
    levels[depth] = level;
    const cell = createInteriorCell(child, separator);
    if (level.held) endPage(level, depth, level.held, cell);
    else if (level.page.fits(cell.length)) level.page.push(cell);
    else level.held = cell;
  }

  return {
    add: (child, separator) => add(0, child, separator),
    finish(lastChild) {
      let child = lastChild;
      // A level may get its first page here, so the length is looked at each time.
      for (let depth = 0; depth < levels.length; depth++) {
        const level = levels[depth];
        if (!level) break;
        if (level.held) endPage(level, depth, level.page.pop(), level.held);
        child = pages.appendTreePage(kind, level.page.cells, child);
      }
      return child;
    },
  };
}

/** The child's page number, then the separator. */
function createInteriorCell(child: number, separator: Uint8Array): Uint8Array {
  const cell = new Uint8Array(4 + separator.length);
  new DataView(cell.buffer).setUint32(0, child);
  cell.set(separator, 4);
  return cell;
}

function childOf(cell: Uint8Array): number {
  return new DataView(cell.buffer, cell.byteOffset, 4).getUint32(0);
}

/** The cell of a row: size, `rowid` (nothing in an index), the bytes that lie on the page, and the first overflow page for the rest. */
interface CellPlan {
  readonly sizeBytes: number;
  /** Appends the overflow pages and gives the cell. */
  write(): Uint8Array;
}

function planCell(pages: SqlitePages, kind: PageKind, rowid: Uint8Array, payload: Payload): CellPlan {
  checkPayload(payload);
  const localBytes = localBytesOf(payload.sizeBytes, pages.pageBytes, kind);
  const prefix = joinBytes([encodeVarint(payload.sizeBytes), rowid]);
  const isWhole = localBytes === payload.sizeBytes;
  const sizeBytes = prefix.length + localBytes + (isWhole ? 0 : 4);
  return {
    sizeBytes,
    write() {
      const cell = new Uint8Array(sizeBytes);
      cell.set(prefix);
      forEachPiece(payload, 0, localBytes, (piece, byte) => cell.set(piece, prefix.length + byte));
      if (!isWhole) new DataView(cell.buffer).setUint32(sizeBytes - 4, pages.appendOverflow(payload, localBytes));
      return cell;
    },
  };
}

/** How many bytes of a payload lie on its b-tree page (section 1.6, "cell payload overflow": P, U, X, M and K there). */
function localBytesOf(payloadBytes: number, usableBytes: number, kind: PageKind): number {
  const mostBytes = kind === PAGE_KINDS.tableLeaf ? usableBytes - 35 : Math.floor(((usableBytes - 12) * 64) / 255) - 23;
  if (payloadBytes <= mostBytes) return payloadBytes;
  const leastBytes = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  // As many as leave full overflow pages, where those fit.
  const fullPages = leastBytes + ((payloadBytes - leastBytes) % (usableBytes - 4));
  return fullPages <= mostBytes ? fullPages : leastBytes;
}

function checkPayload({ sizeBytes }: Payload): void {
  if (sizeBytes <= MOST_PAYLOAD_BYTES) return;
  throw new DataError({
    code: 'sqlite-row-too-large',
    what: 'A row is larger than SQLite reads',
    expected: `at most ${MOST_PAYLOAD_BYTES} bytes`,
    found: `${sizeBytes} bytes`,
    where: '',
  });
}
