import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

export interface SplitList {
  /** Each entry once, in the order of its first line. */
  readonly entries: string[];
  /** Entries on more than one line, with all their lines, counted from 1. */
  readonly duplicates: { readonly entry: string; readonly lines: number[] }[];
}

/** Where Python's `str.splitlines` ends a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that end a line
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** White space to Python's `str.strip` that may be left on a line, and the byte order mark, which JavaScript's `\s` holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+001F counts as white space
const SPACE = /^[\s\x1f]$/;

/**
 * Reads a split's list of entries (`train.txt`), one a line, as the training loader does: `splitlines`, `strip`, empty lines left out. A
 * byte order mark is left out too. Bytes that are not UTF-8 throw a `DataError`.
 */
export function parseSplitList(list: string | Uint8Array): SplitList {
  const text = typeof list === 'string' ? list : decodeUtf8(list);
  const linesByEntry = new Map<string, number[]>();
  for (const [index, line] of text.split(LINE_END).entries()) {
    const entry = stripped(line);
    if (entry === '') continue;
    const lines = linesByEntry.get(entry);
    if (lines === undefined) linesByEntry.set(entry, [index + 1]);
    else lines.push(index + 1);
  }
  const duplicates = Array.from(linesByEntry, ([entry, lines]) => ({ entry, lines }));
  return { entries: [...linesByEntry.keys()], duplicates: duplicates.filter(({ lines }) => lines.length > 1) };
}

/**
 * The list with those of its lines alone that `isKept`, which is given each as the loader strips it, wants: each byte for byte, end of line included.
 * Empty lines are left out. Bytes that are not UTF-8 throw a `DataError`.
 */
export function filterLines(list: Uint8Array, isKept: (line: string) => boolean): Uint8Array {
  const pieces = decodeUtf8(list).split(new RegExp(`(${LINE_END.source})`));
  const kept: string[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    const [line = '', lineEnd = ''] = [pieces[index], pieces[index + 1]];
    const entry = stripped(line);
    if (entry !== '' && isKept(entry)) kept.push(line, lineEnd);
  }
  return encodeUtf8(kept.join(''));
}

function stripped(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && SPACE.test(line.charAt(start))) start += 1;
  while (end > start && SPACE.test(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
