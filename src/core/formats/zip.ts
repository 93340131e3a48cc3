import { inflateSync } from 'fflate';
import { calculateCrc32 } from '../bytes/crc32.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import { decodeUtf8, textOfUnits } from '../bytes/utf8.ts';
import { DataError, within } from '../errors.ts';
import { readZip64Sizes } from './zip64.ts';

/** One file of a zip archive, as its central directory tells (PKWARE APPNOTE section 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  /** Claimed, not yet checked. */
  readonly unpackedSize: number;
  /** Where its local header begins. */
  readonly headerByte: number;
}

const STORED = 0;
const DEFLATED = 8;

const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIGNATURE = 0x06054b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_SIGNATURE = 0x06064b50;

const END_RECORD_SIZE = 22;
const LOCATOR_SIZE = 20;
const MAX_COMMENT_SIZE = 0xffff;

const IS_ENCRYPTED = 0x0001;
const IS_UTF8 = 0x0800;

/** Deflate cannot make more of a byte than this (258 bytes from 2 bits, twice over). */
const MAX_DEFLATE_RATIO = 1032;

/** Statistics of a dataset are a few KB; what claims this much is refused before memory is taken. */
const MAX_UNPACKED_SIZE = 1 << 28;

/**
 * The files of a zip archive (stored and deflated entries, data descriptors, zip64) in the order of its directory. Sizes are checked before
 * memory is taken, and every CRC-32. Throws a `DataError`: code `npz-not-zip` where there is no zip at all.
 */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let packedTotal = 0;
  let unpackedTotal = 0;
  for (const entry of readDirectory(bytes)) {
    if (files.has(entry.name)) throw damaged('each name once', `${JSON.stringify(entry.name)} twice`, 'directory');
    packedTotal += entry.packedSize;
    unpackedTotal += entry.unpackedSize;
    // Entries that lie over one another let a small file claim a large one many times.
    if (packedTotal > bytes.length || unpackedTotal > MAX_UNPACKED_SIZE) {
      const limit = `at most ${bytes.length} bytes packed and ${MAX_UNPACKED_SIZE} bytes unpacked`;
      throw damaged(limit, `${packedTotal} and ${unpackedTotal} bytes`, `entry ${entry.name}`);
    }
    files.set(
      entry.name,
      within(`entry ${entry.name}`, () => readEntry(bytes, entry)),
    );
  }
  return files;
}

function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const { entryCount, directoryByte } = readEndRecord(bytes);
  const cursor = new ByteCursor(bytes, { name: 'zip file', code: 'npz-damaged' }).seek(directoryByte);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < entryCount; index++) entries.push(readDirectoryEntry(cursor));
  return entries;
}

/** Finds the end record, which a comment of any length may follow. */
function findEndRecordOrNull(bytes: Uint8Array): number | null {
  const cursor = new ByteCursor(bytes, { name: 'zip file' });
  const lastByte = bytes.length - END_RECORD_SIZE;
  for (let at = lastByte; at >= Math.max(0, lastByte - MAX_COMMENT_SIZE); at--) {
    if (cursor.seek(at).uint32() !== END_SIGNATURE) continue;
    if (cursor.seek(at + END_RECORD_SIZE - 2).uint16() === bytes.length - at - END_RECORD_SIZE) return at;
  }
  return null;
}

function readEndRecord(bytes: Uint8Array): { entryCount: number; directoryByte: number } {
  const endByte = findEndRecordOrNull(bytes);
  if (endByte === null) {
    const what = 'The file is no zip';
    const found = `${bytes.length} bytes without one`;
    throw new DataError({ code: 'npz-not-zip', what, expected: 'a zip directory at the end', found, where: '' });
  }
  const cursor = new ByteCursor(bytes, { name: 'zip file', code: 'npz-damaged' });
  const entryCount = cursor.seek(endByte + 10).uint16();
  const directoryByte = cursor.seek(endByte + 16).uint32();
  const locatorByte = endByte - LOCATOR_SIZE;
  if (locatorByte < 0 || cursor.seek(locatorByte).uint32() !== ZIP64_LOCATOR_SIGNATURE) {
    return { entryCount, directoryByte };
  }
  const zip64EndByte = Number(cursor.seek(locatorByte + 8).uint64());
  if (cursor.seek(zip64EndByte).uint32() !== ZIP64_END_SIGNATURE) {
    throw damaged('a zip64 end record', 'something else', `byte ${zip64EndByte}`);
  }
  return {
    entryCount: Number(cursor.seek(zip64EndByte + 32).uint64()),
    directoryByte: Number(cursor.seek(zip64EndByte + 48).uint64()),
  };
}

function readDirectoryEntry(cursor: ByteCursor): ZipEntry {
  const startByte = cursor.position;
  if (cursor.uint32() !== ENTRY_SIGNATURE) throw damaged('a directory entry', 'something else', `byte ${startByte}`);
  const flags = cursor.seek(startByte + 8).uint16();
  const method = cursor.uint16();
  const crc32 = cursor.seek(startByte + 16).uint32();
  const sizes = { packedSize: cursor.uint32(), unpackedSize: cursor.uint32() };
  const nameLength = cursor.uint16();
  const extraLength = cursor.uint16();
  const commentLength = cursor.uint16();
  const headerByte = cursor.seek(startByte + 42).uint32();
  const nameBytes = cursor.bytes(nameLength);
  const name = flags & IS_UTF8 ? decodeUtf8(nameBytes) : textOfUnits(nameBytes);
  const extra = cursor.bytes(extraLength);
  cursor.skip(commentLength);
  if (flags & IS_ENCRYPTED) throw damaged('plain bytes', 'encrypted ones', `entry ${name}`);
  return { name, method, crc32, ...readZip64Sizes(extra, { ...sizes, headerByte }) };
}

function readEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const cursor = new ByteCursor(bytes, { name: 'zip file', code: 'npz-damaged' }).seek(entry.headerByte);
  if (cursor.uint32() !== LOCAL_SIGNATURE)
    throw damaged('a local header', 'something else', `byte ${entry.headerByte}`);
  const nameLength = cursor.seek(entry.headerByte + 26).uint16();
  const extraLength = cursor.uint16();
  const packed = cursor.skip(nameLength + extraLength).bytes(entry.packedSize);
  const unpacked = unpack(packed, entry);
  const crc32 = calculateCrc32(unpacked);
  if (crc32 !== entry.crc32) throw damaged(`CRC-32 ${hexText(entry.crc32)}`, hexText(crc32), '');
  return unpacked;
}

function unpack(packed: Uint8Array, { method, unpackedSize }: ZipEntry): Uint8Array {
  if (method === STORED) {
    if (packed.length !== unpackedSize) throw damaged(`${unpackedSize} bytes`, `${packed.length} bytes`, '');
    return packed;
  }
  if (method !== DEFLATED) throw damaged('stored or deflated bytes', `compression method ${method}`, '');
  if (unpackedSize > packed.length * MAX_DEFLATE_RATIO) {
    const most = packed.length * MAX_DEFLATE_RATIO;
    throw damaged(`at most ${most} bytes of ${packed.length}`, `a claim of ${unpackedSize} bytes`, '');
  }
  // One byte of room more than claimed shows data that go on.
  const unpacked = inflate(packed, new Uint8Array(unpackedSize + 1));
  if (unpacked.length !== unpackedSize) {
    const found = unpacked.length > unpackedSize ? 'more' : `${unpacked.length} bytes`;
    throw damaged(`${unpackedSize} bytes unpacked`, found, '');
  }
  return unpacked;
}

function inflate(packed: Uint8Array, out: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, { out });
  } catch (error) {
    throw damaged('deflated bytes', error instanceof Error ? error.message : String(error), '');
  }
}

function hexText(value: number): string {
  return value.toString(16).padStart(8, '0');
}

function damaged(expected: string, found: string, where: string): DataError {
  return new DataError({ code: 'npz-damaged', what: 'The zip file is damaged', expected, found, where });
}
