import type { ByteSource } from '../bytes/byte-source.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import { DataError, describeProblem, type Problem } from '../errors.ts';
import { hex, isDamage } from './damage.ts';
import { type DatabaseRecord, parseDatabaseRecord } from './database-record.ts';
import {
  MAX_PAGE_BYTES,
  META_BYTES,
  META_MAGIC,
  META_MAIN_RECORD_BYTE,
  META_PAGE_COUNT,
  META_VERSION,
  MIN_PAGE_BYTES,
  PAGE_FLAGS,
  PAGE_KIND_MASK,
  RECORD_BYTES,
} from './layout.ts';

/** The state of the store that its newest whole meta page describes. */
export interface LmdbHeader {
  readonly pageSizeBytes: number;
  /** Number of the last page in use. */
  readonly lastPage: number;
  readonly transaction: bigint;
  /** Record of the main database. */
  readonly main: DatabaseRecord;
  /**
   * What is wrong with the other meta page, if anything: the store is then read in the state of the whole one, which may be the
   * one before the last commit.
   */
  readonly problems: readonly Problem[];
}

type Meta = Omit<LmdbHeader, 'problems'>;

/** A meta page or what is wrong with it. */
type MetaResult = { readonly meta: Meta } | { readonly problem: Problem };

/** Reads both meta pages and takes the one with the larger transaction, page 0 where they are equal (mdb.c mdb_env_pick_meta). */
export function readHeader(source: ByteSource): LmdbHeader {
  if (source.size === 0) throw notAStore(source, 'lmdb-empty-file', 'The file is empty', '0 bytes');
  if (source.size < META_BYTES) throw tooShort(source, META_PAGE_COUNT * MIN_PAGE_BYTES);
  const first = readMeta(source, 0, 0);
  if ('meta' in first && source.size < META_PAGE_COUNT * first.meta.pageSizeBytes) {
    throw tooShort(source, META_PAGE_COUNT * first.meta.pageSizeBytes);
  }
  const second = 'meta' in first ? readMeta(source, 1, first.meta.pageSizeBytes) : findSecondMeta(source);
  if ('meta' in first && 'meta' in second) {
    return { ...(second.meta.transaction > first.meta.transaction ? second.meta : first.meta), problems: [] };
  }
  if ('meta' in first) return { ...first.meta, problems: 'problem' in second ? [second.problem] : [] };
  if ('meta' in second) return { ...second.meta, problems: [first.problem] };
  throw bothBad(source, first.problem, second.problem);
}

/** Parses the meta page at `startByte`; `pageSizeBytes` is then what the file's page size has to be (0: not known yet). */
function readMeta(source: ByteSource, pageNumber: number, pageSizeBytes: number): MetaResult {
  try {
    const bytes = source.read(pageSizeBytes, pageSizeBytes + META_BYTES);
    return { meta: parseMeta(bytes, source.name, pageNumber, pageSizeBytes) };
  } catch (error) {
    // Only what the bytes say is a damaged meta page; a file that cannot be read is not.
    if (isDamage(error)) return { problem: error.problem };
    throw error;
  }
}

/** Without page 0 the page size is not known; page 1 has to lie at the multiple that it names itself. */
function findSecondMeta(source: ByteSource): MetaResult {
  let firstProblem: Problem | null = null;
  for (let size = MIN_PAGE_BYTES; size <= MAX_PAGE_BYTES && size + META_BYTES <= source.size; size *= 2) {
    const result = readMeta(source, 1, size);
    if ('meta' in result) return result;
    if (result.problem.code !== 'lmdb-not-a-store') firstProblem ??= result.problem;
  }
  const absent = notAStore(source, 'lmdb-not-a-store', 'There is no second meta page', 'none at any page size').problem;
  return { problem: firstProblem ?? absent };
}

function parseMeta(bytes: Uint8Array, name: string, pageNumber: number, startByte: number): Meta {
  const cursor = new ByteCursor(bytes, { name: 'LMDB meta page', code: 'lmdb-meta' });
  const where = (byte: number) => `${name}, page ${pageNumber}, byte ${startByte + byte}`;
  const check = (code: string, what: string, byte: number, expected: string, found: string, isRight: boolean) => {
    if (!isRight) throw new DataError({ code, what, expected, found, where: where(byte) });
  };
  const magic = cursor.seek(16).uint32();
  const wantedMagic = `the magic number ${hex(META_MAGIC)}`;
  check('lmdb-not-a-store', 'This is no LMDB store', 16, wantedMagic, hex(magic), magic === META_MAGIC);
  const version = cursor.uint32();
  const whatVersion = 'The LMDB data format is not supported';
  check('lmdb-version', whatVersion, 20, `version ${META_VERSION}`, `version ${version}`, version === META_VERSION);

  const what = 'A meta page is damaged';
  const ownNumber = cursor.seek(0).uint64();
  check('lmdb-meta', what, 0, `page number ${pageNumber}`, `${ownNumber}`, ownNumber === BigInt(pageNumber));
  const kind = cursor.seek(10).uint16() & PAGE_KIND_MASK;
  check('lmdb-meta', what, 10, `page flags ${hex(PAGE_FLAGS.meta)}`, hex(kind), kind === PAGE_FLAGS.meta);
  const pageSizeBytes = cursor.seek(40).uint32();
  const isPageSize =
    pageSizeBytes >= MIN_PAGE_BYTES && pageSizeBytes <= MAX_PAGE_BYTES && (pageSizeBytes & (pageSizeBytes - 1)) === 0;
  const wantedSize = `a power of two in [${MIN_PAGE_BYTES}, ${MAX_PAGE_BYTES}] as page size`;
  check('lmdb-meta', what, 40, wantedSize, `${pageSizeBytes}`, isPageSize);
  const isConsistent = startByte === 0 || pageSizeBytes === startByte;
  check('lmdb-meta', what, 40, `page size ${startByte}, where the page lies`, `${pageSizeBytes}`, isConsistent);

  const recordBytes = cursor.seek(META_MAIN_RECORD_BYTE).bytes(RECORD_BYTES);
  const main = parseDatabaseRecord(recordBytes, (byte) => where(META_MAIN_RECORD_BYTE + byte));
  const lastPage = cursor.uint64();
  const isLastPage = lastPage >= 1n && lastPage <= BigInt(Number.MAX_SAFE_INTEGER) / BigInt(pageSizeBytes);
  check('lmdb-meta', what, 136, 'a last page of at least 1 that a file can have', `${lastPage}`, isLastPage);
  return { pageSizeBytes, lastPage: Number(lastPage), transaction: cursor.uint64(), main };
}

function bothBad(source: ByteSource, first: Problem, second: Problem): DataError {
  const bytes = source.read(0, META_BYTES);
  const cursor = new ByteCursor(bytes, { name: 'LMDB meta page' });
  if (first.code === 'lmdb-not-a-store') {
    // lmdb-js builds liblmdb with a longer page header; 32-bit builds have a shorter one.
    if (cursor.seek(24).uint32() === META_MAGIC) {
      const found = `lmdb-js's own format, version ${cursor.uint32()}`;
      return otherFormat(source, found, 24);
    }
    if (cursor.seek(12).uint32() === META_MAGIC) return otherFormat(source, 'the format of a 32-bit LMDB', 12);
    if (cursor.seek(16).uint32('big') === META_MAGIC)
      return otherFormat(source, 'the format of a big-endian machine', 16);
  }
  // Both of another version, or both without the magic number: that is what the file is, not damage.
  const isSameProblem = first.code === second.code && first.code !== 'lmdb-meta' && first.code !== 'lmdb-record';
  if (isSameProblem) return new DataError(first);
  return new DataError({
    code: 'lmdb-metas',
    what: 'Both meta pages are damaged',
    expected: 'one whole meta page',
    found: `${describeProblem(first)}; ${describeProblem(second)}`,
    where: source.name,
  });
}

function otherFormat(source: ByteSource, found: string, magicByte: number): DataError {
  return new DataError({
    code: 'lmdb-version',
    what: 'The LMDB data format is not supported',
    expected: `LMDB 0.9 data files, version ${META_VERSION} (as py-lmdb writes)`,
    found,
    where: `${source.name}, page 0, byte ${magicByte}`,
  });
}

function tooShort(source: ByteSource, wantedBytes: number): DataError {
  return new DataError({
    code: 'lmdb-too-short',
    what: 'The file is too short for an LMDB store',
    expected: `two meta pages, ${wantedBytes} bytes or more`,
    found: `${source.size} bytes`,
    where: source.name,
  });
}

function notAStore(source: ByteSource, code: string, what: string, found: string): DataError {
  return new DataError({ code, what, expected: 'an LMDB store', found, where: source.name });
}
