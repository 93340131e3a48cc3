import { DataError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** The bounds check of every `ByteSource.read`: a `DataError` unless `0 <= startByte <= endByte <= source.size`, all of them whole numbers. */
export function checkRange(source: Pick<ByteSource, 'name' | 'size'>, startByte: number, endByte: number): void {
  const isInside =
    Number.isSafeInteger(startByte) &&
    Number.isSafeInteger(endByte) &&
    startByte >= 0 &&
    startByte <= endByte &&
    endByte <= source.size;
  if (isInside) return;
  throw new DataError({
    code: 'read-out-of-range',
    what: `A read lies outside ${source.name}`,
    expected: `a range within its ${source.size} bytes`,
    found: `bytes [${startByte}, ${endByte})`,
    where: source.name,
  });
}
