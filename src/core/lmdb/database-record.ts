import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';
import { MAX_DEPTH, NO_PAGE, RECORD_ROOT_BYTE } from './layout.ts';

/** What the file says of one tree: the main database, a named one, or the duplicates of one key. */
export interface DatabaseRecord {
  /** Size of each key on LEAF2 pages; 0 in a tree without them. */
  readonly pad: number;
  readonly flags: number;
  /** Levels of the tree, leaves included; 0 when empty. */
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  /** Records, each duplicate counted. */
  readonly entryCount: number;
  /** Page number of the root; null when the tree is empty. */
  readonly root: number | null;
  /** Where the root's page number lies, for messages. */
  readonly rootWhere: string;
}

/** Parses the 48 bytes of a database record. `where(byte)` names a place, given a byte within the record. */
export function parseDatabaseRecord(bytes: Uint8Array, where: (byte: number) => string): DatabaseRecord {
  const cursor = new ByteCursor(bytes, { name: 'LMDB database record', code: 'lmdb-record' });
  const refuse = (what: string, expected: string, found: string, byte: number) =>
    new DataError({ code: 'lmdb-record', what, expected, found, where: where(byte) });
  const readCount = (name: string): number => {
    const byte = cursor.position;
    const count = cursor.uint64();
    if (count <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(count);
    throw refuse(`A database record has an impossible ${name}`, 'at most 2^53 - 1', `${count}`, byte);
  };

  const pad = cursor.uint32();
  const flags = cursor.uint16();
  const depth = cursor.uint16();
  const branchPages = readCount('number of branch pages');
  const leafPages = readCount('number of leaf pages');
  const overflowPages = readCount('number of overflow pages');
  const entryCount = readCount('number of records');
  const isEmpty = cursor.uint64() === NO_PAGE;
  cursor.seek(RECORD_ROOT_BYTE);
  const root = isEmpty ? null : readCount('root page');

  if (isEmpty && (depth !== 0 || entryCount !== 0)) {
    const found = `depth ${depth} and ${entryCount} records`;
    throw refuse('A database record contradicts itself', 'depth 0 and no records in a tree without a root', found, 6);
  }
  // Every level above the leaves has at least one branch page of its own.
  const deepest = Math.min(MAX_DEPTH, branchPages + 1);
  if (!isEmpty && (depth < 1 || depth > deepest)) {
    throw refuse('A tree is deeper than its pages allow', `1 to ${deepest} levels`, `${depth} levels`, 6);
  }
  const rootWhere = where(RECORD_ROOT_BYTE);
  return { pad, flags, depth, branchPages, leafPages, overflowPages, entryCount, root, rootWhere };
}
