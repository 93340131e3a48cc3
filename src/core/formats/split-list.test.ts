import { describe, expect, it } from 'vitest';
import { filterLines, parseSplitList } from './split-list.ts';

describe('parseSplitList', () => {
  it('reads one entry a line, the last with or without its newline', () => {
    expect(parseSplitList('SPK01/000\nSPK02/001\n').entries).toEqual(['SPK01/000', 'SPK02/001']);
    expect(parseSplitList('SPK01/000\nSPK02/001').entries).toEqual(['SPK01/000', 'SPK02/001']);
  });

  it('leaves out blank lines, spaces around an entry, and a byte order mark', () => {
    const { entries, duplicates } = parseSplitList('\ufeffSPK01/000 \r\n\r\n \t \r\n\tSPK 02/001\u00a0\r\n');
    expect(entries).toEqual(['SPK01/000', 'SPK 02/001']);
    expect(duplicates).toEqual([]);
  });

  it("ends lines where Python's str.splitlines does", () => {
    // ' '.join(...).splitlines() in Python gives these nine.
    expect(parseSplitList('a\nb\r\nc\rd\ve\ff\x1cg\x85h\u2028i\u2029').entries).toEqual([...'abcdefghi']);
  });

  it('keeps an entry once and reports all its lines', () => {
    expect(parseSplitList('a\nb\n\na \nc\nb\na')).toEqual({
      entries: ['a', 'b', 'c'],
      duplicates: [
        { entry: 'a', lines: [1, 4, 7] },
        { entry: 'b', lines: [2, 6] },
      ],
    });
  });

  it('keeps entries apart that only look like properties', () => {
    expect(parseSplitList('__proto__\nconstructor\n').entries).toEqual(['__proto__', 'constructor']);
  });

  it('reads bytes as UTF-8 and refuses others', () => {
    expect(parseSplitList(new TextEncoder().encode('\ufeffmüller/000\n')).entries).toEqual(['müller/000']);
    expect(() => parseSplitList(Uint8Array.of(0x61, 0xff, 0x0a))).toThrow(
      'The text is not UTF-8: expected a UTF-8 sequence, found bytes ff 0a (byte 1 of the text)',
    );
  });

  it('gives no entries for an empty list', () => {
    expect(parseSplitList('')).toEqual({ entries: [], duplicates: [] });
  });
});

describe('filterLines', () => {
  const filter = (list: string, ...kept: string[]) =>
    Buffer.from(filterLines(new Uint8Array(Buffer.from(list)), (line) => kept.includes(line))).toString();

  it('keeps the lines wanted byte for byte, repeated ones and the last without its end too', () => {
    expect(filter('a\r\n b \nc\na', 'a', 'b')).toBe('a\r\n b \na');
  });

  it('leaves nothing where no line is wanted', () => {
    expect(filter('a\n\nb\n', 'c')).toBe('');
  });
});
