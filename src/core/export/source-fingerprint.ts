import type { ByteSource } from '../bytes/byte-source.ts';
import { Md5 } from '../formats/md5.ts';

/** Both meta pages of an LMDB of any page size; page 1 of a snapshot. A commit to a store changes them. */
const HASHED_BYTES = 65_536;

/**
 * Tells a store's file, in the state in which it was exported, from others: its size, and the MD5 of its first and its last 65536 bytes (of all bytes
 * where there are fewer), e.g. "4100096-9e107d9d372bb6826bd81d3542a419d6". In an LMDB the first bytes hold both meta pages, whose
 * transaction number grows with each commit. A recognition, not a proof: bytes in between are not looked at.
 */
export function fingerprintSource(source: ByteSource): string {
  const md5 = new Md5();
  const firstEnd = Math.min(HASHED_BYTES, source.size);
  md5.update(source.read(0, firstEnd));
  const lastStart = Math.max(firstEnd, source.size - HASHED_BYTES);
  if (lastStart < source.size) md5.update(source.read(lastStart, source.size));
  return `${source.size}-${md5.digest()}`;
}
