import type { ByteRange } from '../core/bytes/byte-source.ts';

/** What a server owes to a Range header: all of the file, a part of it, or 416. */
export type WantedRange =
  | { readonly kind: 'whole' }
  | ({ readonly kind: 'part' } & ByteRange)
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads a Range header (RFC 9110 section 14.2) for a file of `sizeBytes`: `bytes=0-99`, `bytes=100-`, `bytes=-100`. A header that cannot be read, of
 * another unit, or with several ranges is ignored, as the RFC allows: the answer is the whole file.
 */
export function parseRangeHeader(header: string | undefined, sizeBytes: number): WantedRange {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') return part(Math.max(sizeBytes - Number(last), 0), sizeBytes);
  const startByte = Number(first);
  if (last === '') return part(startByte, sizeBytes);
  if (Number(last) < startByte) return { kind: 'whole' };
  return part(startByte, Math.min(Number(last) + 1, sizeBytes));
}

function part(startByte: number, endByte: number): WantedRange {
  return startByte < endByte ? { kind: 'part', startByte, endByte } : { kind: 'unsatisfiable' };
}
