import { DATABASE_FLAGS } from './layout.ts';

/**
 * Order of two keys, each a part of an array so that searching a page makes no views: below 0 where `a` comes first, 0 where they
 * are equal, else above 0.
 */
export type KeyOrder = (
  a: Uint8Array,
  aStart: number,
  aSize: number,
  b: Uint8Array,
  bStart: number,
  bSize: number,
) => number;

/** Order of a database's keys (mdb.c mdb_default_cmp). */
export function keyOrderOf(flags: number): KeyOrder {
  if (flags & DATABASE_FLAGS.reverseKey) return compareFromTheEnd;
  return flags & DATABASE_FLAGS.integerKey ? compareIntegers : compareBytes;
}

/** Order of the duplicates of one key (mdb.c mdb_default_cmp, `md_dcmp`). */
export function duplicateOrderOf(flags: number): KeyOrder {
  if (flags & DATABASE_FLAGS.integerDup) return compareIntegers;
  return flags & DATABASE_FLAGS.reverseDup ? compareFromTheEnd : compareBytes;
}

/** As memcmp, then by length. */
const compareBytes: KeyOrder = (a, aStart, aSize, b, bStart, bSize) => {
  const size = Math.min(aSize, bSize);
  for (let at = 0; at < size; at++) {
    const difference = (a[aStart + at] ?? 0) - (b[bStart + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return aSize - bSize;
};

/** As memcmp from the last byte backwards, then by length. */
const compareFromTheEnd: KeyOrder = (a, aStart, aSize, b, bStart, bSize) => {
  const size = Math.min(aSize, bSize);
  for (let back = 1; back <= size; back++) {
    const difference = (a[aStart + aSize - back] ?? 0) - (b[bStart + bSize - back] ?? 0);
    if (difference !== 0) return difference;
  }
  return aSize - bSize;
};

/** Unsigned little-endian integers. All of one database are equally long; a key of another length equals none of them. */
const compareIntegers: KeyOrder = (a, aStart, aSize, b, bStart, bSize) => {
  for (let at = Math.max(aSize, bSize) - 1; at >= 0; at--) {
    const aByte = at < aSize ? (a[aStart + at] ?? 0) : 0;
    const bByte = at < bSize ? (b[bStart + at] ?? 0) : 0;
    if (aByte !== bByte) return aByte - bByte;
  }
  return aSize - bSize;
};
