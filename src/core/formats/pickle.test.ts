import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Parser } from 'pickleparser';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { isNdArray } from './ndarray.ts';
import { describeValue } from './pickle.fixture.ts';
import { parsePickle } from './pickle.ts';

const FOLDER = new URL('../../../fixtures/pickle/', import.meta.url);

/** A pickle and its value as fixtures/pickle/make_pickles.py describes it. */
interface PickledRow {
  readonly title: string;
  readonly protocol: number;
  readonly pickle: Uint8Array;
  readonly value: unknown;
}

function readPickledRows(fileName: 'numpy1.json' | 'numpy2.json'): PickledRow[] {
  const { rows } = JSON.parse(readFileSync(new URL(fileName, FOLDER), 'utf8')) as {
    rows: { title: string; protocol: number; pickle: string; value: unknown }[];
  };
  return rows.map((row) => ({ ...row, pickle: new Uint8Array(Buffer.from(row.pickle, 'base64')) }));
}

function readPickleFile(fileName: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(fileName, FOLDER)));
}

/** Bytes of a pickle spelled out: numbers are bytes, texts their Latin-1 characters. */
function pickleOf(...parts: (number | string)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')])),
  );
}

function messageOf(pickle: Uint8Array): string {
  try {
    parsePickle(pickle);
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
  return 'no error';
}

const rows = [...readPickledRows('numpy1.json'), ...readPickledRows('numpy2.json')];

describe('parsePickle reads what Python reads', () => {
  for (const fileName of ['numpy1.json', 'numpy2.json'] as const) {
    for (const protocol of [0, 1, 2, 3, 4, 5]) {
      it(`in every value of ${fileName} in protocol ${protocol}`, () => {
        const wanted = readPickledRows(fileName).filter((row) => row.protocol === protocol);
        expect(wanted.length).toBeGreaterThan(39);
        for (const { title, pickle, value } of wanted) expect(describeValue(parsePickle(pickle)), title).toEqual(value);
      });
    }
  }

  it('where pickleparser reads it right, too', () => {
    const titles = ['none', 'true', 'small integers', 'metadata', 'sequence metadata', 'lists'];
    const plain = rows.filter(({ title, protocol }) => titles.includes(title) && protocol >= 2);
    expect(plain.length).toBe(24);
    for (const { pickle } of plain) {
      const theirs = new Parser({ unpicklingTypeOfDictionary: 'Map' }).parse(pickle);
      expect(parsePickle(pickle)).toEqual(theirs);
    }
  });

  it('with arrays and bytes as views of the pickle, also where arrays are not aligned', () => {
    const row = rows.find(({ title, protocol }) => title === 'clip of 4 frames' && protocol === 5);
    const clip = parsePickle(row?.pickle ?? new Uint8Array(0));
    const coef = clip instanceof Map ? clip.get('coef') : undefined;
    const exp = coef instanceof Map ? coef.get('exp') : undefined;
    expect(clip instanceof Map && clip.get('audio')).toHaveProperty('buffer', row?.pickle.buffer);
    expect(isNdArray(exp) && exp.bytes.buffer).toBe(row?.pickle.buffer);
    expect(isNdArray(exp) && [exp.dtype, exp.shape, exp.isFortranOrder]).toEqual(['<f4', [4, 50], false]);
  });

  it('with values that the pickle shares shared in the result', () => {
    const row = rows.find(({ title, protocol }) => title === 'shared' && protocol === 4);
    const value = parsePickle(row?.pickle ?? new Uint8Array(0));
    expect(Array.isArray(value) && value[0] === value[1]).toBe(true);
  });

  it('with bytes after the STOP opcode ignored, as pickle.loads ignores them', () => {
    expect(parsePickle(pickleOf('K', 7, '.', 'rest'))).toBe(7);
  });

  it('in text opcodes of protocol 0', () => {
    // pickletools.py: INT 00 and 01 are booleans, LONG ends with L, STRING is a Python 2 repr.
    expect(parsePickle(pickleOf('(I00\nI01\nI-12\nL-3000000000L\nL5\nF-1e-05\nFnan\nF-inf\nl.'))).toEqual([
      false,
      true,
      -12,
      -3000000000,
      5,
      -1e-5,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(parsePickle(pickleOf(String.raw`S'a\'\"\\\n\t\x41\101\0\q'`, '\n.'))).toBe('a\'"\\\n\tAA\0\\q');
    expect(parsePickle(pickleOf(String.raw`Va\u20ac\U0001f600\\u0041\q`, '\xe4\n.'))).toBe('a€😀\\\\u0041\\qä');
    expect(parsePickle(pickleOf('(Va\nI1\nd.'))).toEqual(new Map([['a', 1]]));
  });

  it('in ASCII strings of Python 2', () => {
    expect(parsePickle(pickleOf('(U', 2, 'ab', 'T', 3, 0, 0, 0, 'cde', 't.'))).toEqual(['ab', 'cde']);
  });

  it('in opcodes that Python writes seldom: POP, POP_MARK, DUP, LONG_BINPUT, LONG_BINGET', () => {
    const pickle = pickleOf(
      '(K',
      1,
      'K',
      2,
      '0',
      '2',
      '(K',
      9,
      '1',
      '(0',
      'r',
      255,
      255,
      255,
      255,
      'j',
      255,
      255,
      255,
      255,
      't.',
    );
    expect(parsePickle(pickle)).toEqual([1, 1, 1]);
  });
});

describe('parsePickle refuses what could run code', () => {
  it('the call of posix.system in a damaged dataset', () => {
    expect(messageOf(readPickleFile('evil-pickle.pickle'))).toBe(
      "Refused global: expected a name of numpy's arrays, found posix.system (byte 39 of the pickle)",
    );
  });

  it('names by GLOBAL and by INST, and numpy names that are no array functions', () => {
    const refused = "Refused global: expected a name of numpy's arrays, found";
    expect(messageOf(pickleOf('cos\nsystem\n.'))).toBe(`${refused} os.system (byte 0 of the pickle)`);
    expect(messageOf(pickleOf('(ios\nsystem\n.'))).toBe(`${refused} os.system (byte 1 of the pickle)`);
    expect(messageOf(pickleOf('cnumpy\nload\n.'))).toBe(`${refused} numpy.load (byte 0 of the pickle)`);
    expect(messageOf(pickleOf('c__builtin__\nbytes\n.'))).toBe(`${refused} __builtin__.bytes (byte 0 of the pickle)`);
    expect(messageOf(pickleOf('cnumpy.core.multiarray\n__proto__\n.'))).toBe(
      `${refused} numpy.core.multiarray.__proto__ (byte 0 of the pickle)`,
    );
  });

  it.each([
    ['PERSID', pickleOf('Pid\n.')],
    ['BINPERSID', pickleOf('K', 1, 'Q.')],
    ['EXT1', pickleOf(0x82, 1, '.')],
    ['EXT2', pickleOf(0x83, 1, 0, '.')],
    ['EXT4', pickleOf(0x84, 1, 0, 0, 0, '.')],
    ['OBJ', pickleOf('(cnumpy\nndarray\no.')],
    ['NEWOBJ', pickleOf('cnumpy\nndarray\n)', 0x81, '.')],
    ['NEWOBJ_EX', pickleOf('cnumpy\nndarray\n)}', 0x92, '.')],
    ['NEXT_BUFFER', pickleOf(0x97, '.')],
    ['READONLY_BUFFER', pickleOf('K', 1, 0x98, '.')],
    ['byte 0xff', pickleOf(0xff)],
  ])('the opcode %s', (name, pickle) => {
    expect(messageOf(pickle)).toContain(
      `Refused opcode: expected an opcode of data and of numpy's arrays, found ${name} (byte `,
    );
  });

  it('a function where data should be, and calls that numpy does not write', () => {
    expect(messageOf(pickleOf('cnumpy\ndtype\n.'))).toBe(
      'The pickle holds what is no data: expected numbers, text, bytes, lists, dicts and arrays, found numpy.dtype (byte 13 of the pickle)',
    );
    expect(messageOf(pickleOf('cnumpy\nndarray\n(K', 3, 'tR.'))).toBe(
      'Wrong arguments for numpy.ndarray: expected no call, found (the number 3) (byte 19 of the pickle)',
    );
    expect(messageOf(pickleOf('c_codecs\nencode\n(Vabc\nVrot13\ntR.'))).toBe(
      "Wrong arguments for _codecs.encode: expected (text, 'latin1'), found (a text, a text) (byte 30 of the pickle)",
    );
    expect(messageOf(pickleOf('K', 1, ')R.'))).toContain(
      'expected a function and a tuple, found the number 1 and a tuple of 0',
    );
    expect(messageOf(pickleOf('}}b.'))).toContain('expected an array or type and its state, found a dict and a dict');
  });
});

describe('parsePickle refuses arrays that are not what they say', () => {
  const buffer = (count: number) => [
    'cnumpy.core.numeric\n_frombuffer\n(',
    0x96,
    count,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    '\0'.repeat(count),
  ];
  const type = (name: string) => `cnumpy\ndtype\n(V${name}\nI00\nI01\ntR`;

  it('object arrays, as in a damaged dataset', () => {
    expect(messageOf(readPickleFile('pickle-object-array.pickle'))).toMatch(
      /^Object arrays are refused: expected f2 f4 f8 i1-i8 u1-u8 or b1, found type "O8" \(byte \d+ of the pickle\)$/,
    );
  });

  it('types that are no numbers, by name', () => {
    expect(messageOf(pickleOf(type('U5'), '.'))).toBe(
      'The array\'s type is refused: expected f2 f4 f8 i1-i8 u1-u8 or b1, found type "U5" (byte 27 of the pickle)',
    );
    expect(messageOf(pickleOf(type('c8'), '.'))).toContain('found type "c8"');
  });

  it('structured types', () => {
    const pickle = pickleOf(type('f4'), '(K', 3, 'V|\nN(Vx\nt}K', 4, 'K', 1, 'K', 16, 'tb.');
    expect(messageOf(pickle)).toBe(
      "Wrong arguments for numpy.dtype.__setstate__: expected (3, '<', None, None, None, -1, -1, 0), found (the number 3, a text, None, a tuple of 1, a dict, the number 4, the number 1, the number 16) (byte 48 of the pickle)",
    );
  });

  it('types with flags, which only objects have', () => {
    const state = ['(K', 3, 'V<\nNNNJ', 255, 255, 255, 255, 'J', 255, 255, 255, 255, 'K'];
    expect(messageOf(pickleOf(type('f4'), ...state, 63, 'tb0N.'))).toContain(
      'Wrong arguments for numpy.dtype.__setstate__',
    );
    expect(messageOf(pickleOf(type('f4'), ...state, 0, 'tb0N.'))).toBe('no error');
  });

  it('bytes that are not those of the shape', () => {
    expect(messageOf(pickleOf(...buffer(8), type('f4'), 'K', 3, 0x85, 'VC\ntR.'))).toBe(
      'The array has not the bytes of its shape: expected 12 bytes for shape (3,) of <f4, found 8 bytes (byte 85 of the pickle)',
    );
    const huge = pickleOf(...buffer(8), type('f4'), 'J', 255, 255, 255, 127, 0x85, 'VC\ntR.');
    expect(messageOf(huge)).toContain('expected 8589934588 bytes for shape (2147483647,) of <f4, found 8 bytes');
  });

  it('negative dimensions, which numpy would guess', () => {
    const pickle = pickleOf(...buffer(8), type('f4'), 'J', 255, 255, 255, 255, 0x85, 'VC\ntR.');
    expect(messageOf(pickle)).toContain("The array's shape is damaged: expected counts of elements, found (-1,)");
  });

  it('arrays that never get their content', () => {
    const pickle = pickleOf('cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K', 0, 'tC', 1, 'btR.');
    expect(messageOf(pickle)).toContain('The pickle holds what is no data');
    expect(messageOf(pickle)).toContain('found an array without content');
  });
});

describe('parsePickle refuses damage', () => {
  it('a pickle that ends early, as in a damaged dataset', () => {
    expect(messageOf(readPickleFile('pickle-cut.pickle'))).toBe(
      'The pickle ends early: expected 76863 bytes, found 4973 left (byte 27 of the pickle)',
    );
  });

  it('a claim of 2^62 bytes, as in a damaged dataset, and of 2^64 - 1', () => {
    expect(messageOf(readPickleFile('pickle-huge-claim.pickle'))).toBe(
      'The pickle ends early: expected 4611686018427387904 bytes, found 3 left (byte 2 of the pickle)',
    );
    expect(messageOf(pickleOf(0x8e, ...new Array<number>(8).fill(255), 'abc'))).toBe(
      'The pickle ends early: expected 18446744073709551615 bytes, found 3 left (byte 0 of the pickle)',
    );
  });

  it('a frame that is longer than the pickle', () => {
    expect(messageOf(pickleOf(0x80, 4, 0x95, 9, 0, 0, 0, 0, 0, 0, 0, 'N.'))).toBe(
      'The pickle ends early: expected 9 bytes, found 2 left (byte 2 of the pickle)',
    );
  });

  it('no bytes, no STOP, a line without its end', () => {
    expect(messageOf(pickleOf())).toBe(
      'The pickle ends early: expected a STOP opcode, found none (byte 0 of the pickle)',
    );
    expect(messageOf(pickleOf('K', 1))).toBe(
      'The pickle ends early: expected a STOP opcode, found none (byte 2 of the pickle)',
    );
    expect(messageOf(pickleOf('I12'))).toBe(
      'The pickle ends early: expected a newline after INT, found 2 bytes without one (byte 0 of the pickle)',
    );
  });

  it.each([
    ['A length is negative: expected 0 bytes or more, found -1 bytes (byte 0', pickleOf('T', 255, 255, 255, 255, '.')],
    ['A length is negative: expected 0 bytes or more, found -2 bytes (byte 0', pickleOf(0x8b, 254, 255, 255, 255, '.')],
    ['The pickle is too new: expected protocol 0 to 5, found protocol 6 (byte 0', pickleOf(0x80, 6, 'N.')],
    ['STOP finds nothing on the stack: expected an item, found none (byte 0', pickleOf('.')],
    ['APPEND finds nothing on the stack: expected an item, found none (byte 1', pickleOf('Na.')],
    ['TUPLE finds no mark: expected a MARK before it, found none (byte 1', pickleOf('Nt.')],
    ['TUPLE2 finds nothing on the stack: expected an item, found none (byte 3', pickleOf('N(N', 0x86, '.')],
    ['BINPUT finds nothing on the stack: expected an item, found none (byte 0', pickleOf('q', 0, 'N.')],
    ['The pickle recalls what it never stored: expected a memo of index 5, found none (byte 0', pickleOf('h', 5, '.')],
    ['A memo index is damaged: expected 0 or more, found -1 (byte 1', pickleOf('Np-1\n.')],
    ['A dict gets a key without a value: expected an even number of items, found 1 (byte 3', pickleOf('}(Nu.')],
    ['APPENDS finds the wrong thing on the stack: expected a list, found a tuple of 0 (byte 3', pickleOf(')(Ne.')],
    ['SETITEM finds the wrong thing on the stack: expected a dict, found a list of 0 (byte 3', pickleOf(']NNs.')],
    [
      'A key or member is nothing that Python takes as one: expected a hashable value, found a list of 0 (byte 3',
      pickleOf('}]Ns.'),
    ],
    [
      'The pickle stops before its value is complete: expected one item on the stack, found 2 items and 0 marks (byte 2',
      pickleOf('NN.'),
    ],
    [
      'The pickle stops before its value is complete: expected one item on the stack, found 1 items and 1 marks (byte 2',
      pickleOf('(N.'),
    ],
    ['A number in the pickle is refused: expected a decimal integer, found "0x10" (byte 0', pickleOf('I0x10\n.')],
    ['A number in the pickle is refused: expected a decimal number, found "" (byte 0', pickleOf('F\n.')],
    [
      'A text in the pickle is damaged: expected a text in quotes, found 3 bytes without them (byte 0',
      pickleOf('Sabc\n.'),
    ],
    [
      'A text in the pickle is damaged: expected ASCII, found byte 0xE4 at 0, as Python 2 writes bytes (byte 0',
      pickleOf('U', 1, 0xe4, '.'),
    ],
    ['A text in the pickle is damaged: expected 4 hexadecimal digits, found "12" (byte 0', pickleOf('V\\u12\n.')],
    [
      'The text is not UTF-8: expected a UTF-8 sequence, found bytes ff (byte 0 of the pickle, byte 0 of the text',
      pickleOf(0x8c, 1, 0xff, '.'),
    ],
  ])('%s', (message, pickle) => {
    expect(messageOf(pickle)).toContain(message);
  });

  it('bytes written as text that holds other characters', () => {
    const start = 'c_codecs\nencode\n(X';
    const euro = pickleOf(start, 3, 0, 0, 0, 0xe2, 0x82, 0xac, 'Vlatin1\ntR.');
    expect(messageOf(euro)).toContain('expected characters up to U+00FF, found U+20AC as character 0');
    const long = pickleOf(start, 0, 1, 0, 0, 'x'.repeat(253), 0xe2, 0x82, 0xac, 'Vlatin1\ntR.');
    expect(messageOf(long)).toContain('expected characters up to U+00FF, found U+20AC as character 253');
  });

  it('bytes written as text, whatever the text: as the platform encodes it, or not at all', () => {
    const latin1 = fc.string({
      unit: fc.nat(255).map((code) => String.fromCharCode(code)),
      minLength: 256,
      maxLength: 400,
    });
    const anyBytes = fc.uint8Array({ minLength: 256, maxLength: 400 });
    const cut = latin1.map((text) => Buffer.from(text).subarray(0, -1));
    fc.assert(
      fc.property(fc.oneof(latin1, anyBytes, cut), (given) => {
        const utf8 = Buffer.from(given);
        const pickle = pickleOf(
          'c_codecs\nencode\n(X',
          utf8.length & 255,
          utf8.length >> 8,
          0,
          0,
          ...utf8,
          'Vlatin1\ntR.',
        );
        const text = utf8.toString();
        const isLatin1 = Buffer.from(text).equals(utf8) && Buffer.from(text, 'latin1').toString('latin1') === text;
        if (isLatin1) expect(parsePickle(pickle)).toEqual(new Uint8Array(Buffer.from(text, 'latin1')));
        else expect(messageOf(pickle)).toMatch(/^(The text is not UTF-8|A text in the pickle is damaged): /);
      }),
    );
  });

  it('a list that contains itself', () => {
    expect(messageOf(pickleOf(']q', 0, 'h', 0, 'a.'))).toBe(
      'A value contains itself: expected values within values, found a list of 1 (byte 6 of the pickle)',
    );
  });

  it('values 100,000 levels deep, without running out of stack', () => {
    expect(messageOf(pickleOf(']'.repeat(100_000), 'a'.repeat(99_999), '.'))).toBe(
      'Values lie too deep within one another: expected 1000 levels, found more (byte 199999 of the pickle)',
    );
  });

  it('an integer of a thousand digits more than Python converts', () => {
    expect(messageOf(pickleOf('L', '9'.repeat(5300), 'L\n.'))).toContain('expected a decimal integer');
    expect(messageOf(pickleOf(0x8b, 1, 4, 0, 0, '9'.repeat(1025), '.'))).toContain(
      'expected an integer of at most 1024 bytes',
    );
  });

  it('at once where a value is shared 2^60 times over', () => {
    // Each round makes a tuple of the one before, twice: a naive copy would never end.
    const value = parsePickle(pickleOf(')', `2${String.fromCharCode(0x86)}`.repeat(60), '.'));
    expect(Array.isArray(value) && value[0] === value[1]).toBe(true);
  });

  it('or reads it, whatever byte is changed or wherever it ends', () => {
    const small = rows.filter(({ pickle }) => pickle.length < 1200);
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(), fc.nat(255), fc.boolean(), (index, at, byte, isCut) => {
        const original = small[index]?.pickle ?? new Uint8Array(0);
        const pickle = isCut ? original.slice(0, at % original.length) : original.slice();
        if (!isCut) pickle[at % pickle.length] = byte;
        // Anything but a value or a DataError fails the property.
        expect(messageOf(pickle)).toEqual(isCut ? expect.stringContaining(' (byte ') : expect.any(String));
      }),
      { numRuns: 4000 },
    );
  });

  it('or reads it, for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (pickle) => {
        expect(messageOf(pickle)).toEqual(expect.any(String));
      }),
      { numRuns: 3000 },
    );
  });
});
