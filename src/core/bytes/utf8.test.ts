import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const platformDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the platform's strict decoder says: the text, or null where it refuses. */
function platformTextOrNull(bytes: Uint8Array): string | null {
  try {
    return platformDecoder.decode(bytes);
  } catch {
    return null;
  }
}

function textOrNull(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}

describe('decodeUtf8', () => {
  it('reads what the platform reads and refuses what it refuses, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(textOrNull(bytes)).toBe(platformTextOrNull(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the platform on bytes near the borders of the format', () => {
    const border = fc.constantFrom(
      ...[0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0],
      ...[0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff],
    );
    fc.assert(
      fc.property(fc.array(border, { maxLength: 9 }), (values) => {
        const bytes = Uint8Array.from(values);
        expect(textOrNull(bytes)).toBe(platformTextOrNull(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('reads long texts of every kind of character', () => {
    const text = 'aé€😀\u0000\uFEFF'.repeat(5000);
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
  });

  it('names the byte at which the text stops being UTF-8', () => {
    expect(() => decodeUtf8(Uint8Array.of(0x41, 0xc3, 0x28))).toThrow(
      new DataError({
        code: 'utf8-invalid',
        what: 'The text is not UTF-8',
        expected: 'a UTF-8 sequence',
        found: 'bytes c3 28',
        where: 'byte 1 of the text',
      }),
    );
  });

  it('reads a lone surrogate where asked, as Python\'s "surrogatepass" does', () => {
    const bytes = Uint8Array.of(0x41, 0xed, 0xa0, 0x80);
    expect(decodeUtf8(bytes, { allowSurrogates: true })).toBe('A\ud800');
    expect(() => decodeUtf8(bytes)).toThrow(DataError);
  });
});

describe('encodeUtf8', () => {
  it('writes what the platform writes, for any whole text', () => {
    const platformEncoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodeUtf8(text)).toEqual(platformEncoder.encode(text));
      }),
    );
  });

  it('refuses a surrogate without its partner', () => {
    expect(() => encodeUtf8('ab\udc00')).toThrow(
      'The text has no UTF-8 form: expected whole characters, found the surrogate U+DC00 alone (character 2 of the text)',
    );
  });
});
