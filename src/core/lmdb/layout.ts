/** Sizes, offsets and flags of LMDB 0.9 data files with 64-bit page numbers (liblmdb's mdb.c: MDB_page, MDB_meta, MDB_db, MDB_node). */

export const PAGE_HEADER_BYTES = 16;

export const PAGE_FLAGS = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08, leaf2: 0x20, subPage: 0x40 } as const;

/** Of the page flags, those that say what a page is; others (dirty, loose, keep) are traces of writing. */
export const PAGE_KIND_MASK = 0x2f;

export const META_MAGIC = 0xbeefc0de;
export const META_VERSION = 1;
/** Bytes of a meta page that mean something. */
export const META_BYTES = 152;
/** Of the main database's record within a meta page. */
export const META_MAIN_RECORD_BYTE = 88;
/** Pages 0 and 1 are the two meta pages; no tree uses them. */
export const META_PAGE_COUNT = 2;

export const MIN_PAGE_BYTES = 512;
export const MAX_PAGE_BYTES = 65536;

export const RECORD_BYTES = 48;
/** Of the root's page number within a database record. */
export const RECORD_ROOT_BYTE = 40;
/** Page number that stands for "no page": the root of an empty tree. */
export const NO_PAGE = 0xffff_ffff_ffff_ffffn;
/** Levels of the deepest tree that liblmdb itself can walk (CURSOR_STACK). */
export const MAX_DEPTH = 32;

export const DATABASE_FLAGS = {
  reverseKey: 0x02,
  dupSort: 0x04,
  integerKey: 0x08,
  dupFixed: 0x10,
  integerDup: 0x20,
  reverseDup: 0x40,
} as const;

export const NODE_HEADER_BYTES = 8;

export const NODE_FLAGS = {
  /** The data is the number of the first overflow page. */
  bigData: 0x01,
  /** The data is a database record. */
  subData: 0x02,
  /** The data holds duplicates: a sub-page or, with `subData`, the record of a sub-tree. */
  dupData: 0x04,
} as const;
