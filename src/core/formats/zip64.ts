import { ByteCursor } from '../bytes/cursor.ts';

export interface ZipSizes {
  readonly packedSize: number;
  readonly unpackedSize: number;
  readonly headerByte: number;
}

const ZIP64_EXTRA = 0x0001;

/** Stands for "see the zip64 extra field". */
const ELSEWHERE = 0xffffffff;

/**
 * Replaces sizes of 2^32 - 1 by the numbers of 8 bytes in the entry's zip64 extra field (PKWARE APPNOTE section 4.5.3), which holds
 * those that are needed, in the order unpacked size, packed size, header byte.
 */
export function readZip64Sizes(extra: Uint8Array, sizes: ZipSizes): ZipSizes {
  if (![sizes.packedSize, sizes.unpackedSize, sizes.headerByte].includes(ELSEWHERE)) return sizes;
  const cursor = new ByteCursor(extra, { name: 'extra field', code: 'npz-damaged' });
  let id = cursor.uint16();
  let size = cursor.uint16();
  while (id !== ZIP64_EXTRA) {
    cursor.skip(size);
    id = cursor.uint16();
    size = cursor.uint16();
  }
  const field = new ByteCursor(cursor.bytes(size), { name: 'zip64 field', code: 'npz-damaged' });
  const read = (value: number) => (value === ELSEWHERE ? Number(field.uint64()) : value);
  const unpackedSize = read(sizes.unpackedSize);
  const packedSize = read(sizes.packedSize);
  return { unpackedSize, packedSize, headerByte: read(sizes.headerByte) };
}
