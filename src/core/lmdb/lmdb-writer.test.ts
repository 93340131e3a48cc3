import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStoreBytes } from '../../../fixtures/lmdb/stores.ts';
import { createCountingSource } from '../bytes/counting-source.ts';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { type LmdbFile, openLmdb } from './lmdb-file.ts';
import { createLmdbWriter, type LmdbFigures, type LmdbWriterOptions } from './lmdb-writer.ts';
import { textBytes } from './store-bytes.fixture.ts';
import { type DumpedNode, dumpTree } from './tree-dump.fixture.ts';

type Entry = readonly [key: Uint8Array, value: Uint8Array];

function write(
  entries: Iterable<Entry>,
  options?: LmdbWriterOptions,
): { readonly bytes: Uint8Array; readonly figures: LmdbFigures } {
  const sink = createMemorySink();
  const writer = createLmdbWriter(sink, options);
  for (const [key, value] of entries) writer.put(key, value);
  const figures = writer.finish();
  return { bytes: sink.toBytes(), figures };
}

function open(bytes: Uint8Array): LmdbFile {
  return openLmdb(createMemorySource('data.mdb', bytes));
}

/** As text, which compares faster than arrays of bytes do. */
function show([key, value]: Entry): string {
  return `${Buffer.from(key).toString('latin1')} ${Buffer.from(value).toString('latin1')}`;
}

/** Page bytes that py-lmdb wrote, the same records written by us. */
function rewrite(theirs: Uint8Array) {
  const entries = Array.from(open(theirs).main.iterate(), (entry): Entry => [entry.key, entry.readValue()]);
  return { ...write(entries), theirs: dumpTree(theirs) };
}

const APPENDED = new Uint8Array(
  brotliDecompressSync(readFileSync(new URL('../../../fixtures/lmdb-append/append.mdb.br', import.meta.url))),
);
const DEMO = new Uint8Array(readFileSync(new URL('../../../public/demo/data.mdb', import.meta.url)));

describe('a written store', () => {
  const { bytes, figures, theirs } = rewrite(APPENDED);
  const ours = dumpTree(bytes);

  it('has the leaf pages that liblmdb makes with MDB_APPEND, node for node', () => {
    expect(theirs.leaves.length).toBe(181);
    expect(ours.leaves).toEqual(theirs.leaves);
  });

  it('has the figures of liblmdb, with fewer branch pages as they are full', () => {
    const { entries, leafPages, overflowPages } = theirs;
    expect(ours).toMatchObject({ entries, leafPages, overflowPages });
    expect(ours.branchPages).toBeLessThanOrEqual(theirs.branchPages);
    expect([theirs.depth, theirs.depth - 1]).toContain(ours.depth);
    expect(figures).toEqual({ entries: 4008, pages: bytes.length / 4096, depth: ours.depth });
  });

  it('counts its branch pages right and gives each at least two children', () => {
    expect(ours.childCounts.length).toBe(ours.branchPages);
    expect(Math.min(...ours.childCounts)).toBeGreaterThanOrEqual(2);
  });

  it('uses every page once, and so needs no free list', () => {
    const all = Array.from({ length: figures.pages - 2 }, (_, index) => index + 2);
    expect(ours.usedPages.toSorted((a, b) => a - b)).toEqual(all);
  });
});

describe('stores that py-lmdb filled in another order', () => {
  it.each([
    ['keys', readStoreBytes('keys')],
    ['overflow-4096', readStoreBytes('overflow-4096')],
    ['deleted', readStoreBytes('deleted')],
    ['records-60000', readStoreBytes('records-60000')],
    ['the demo dataset', DEMO],
  ])('keep keys, values, flags and the choice of what lies on overflow pages: %s', (_, bytes) => {
    const { theirs, ...written } = rewrite(bytes);
    const ours = dumpTree(written.bytes);
    const nodesOf = (dump: typeof ours): DumpedNode[] => dump.leaves.flatMap(({ nodes }) => nodes);
    expect(nodesOf(ours)).toEqual(nodesOf(theirs));
    expect(ours).toMatchObject({ entries: theirs.entries, overflowPages: theirs.overflowPages });
    expect(ours.leafPages).toBeLessThanOrEqual(theirs.leafPages);
    expect(theirs.depth - ours.depth).toBeLessThanOrEqual(1);
    expect(ours.depth).toBeLessThanOrEqual(theirs.depth);
  });
});

describe('the meta pages', () => {
  it('are those of an empty store that liblmdb makes, but for map size and transaction', () => {
    const { bytes, figures } = write([], { mapSizeBytes: 1 << 20 });
    const expected = Buffer.alloc(8192);
    // The first 152 bytes of each page of `lmdb.open(folder, map_size=1 << 20)`.
    const body =
      '00000000000000000000080000000000dec0efbe010000000000000000000000000010000000000000100000080000000000000000000000' +
      '000000000000000000000000000000000000000000000000ffffffffffffffff000000000000000000000000000000000000000000000000' +
      '00000000000000000000000000000000ffffffffffffffff01000000000000000000000000000000';
    expected.write(body, 0, 'hex');
    expected.write(body, 4096, 'hex');
    expected[4096] = 1; // page number
    expected[4096 + 144] = 1; // transaction
    expect(Buffer.from(bytes).equals(expected)).toBe(true);
    expect(figures).toEqual({ entries: 0, pages: 2, depth: 0 });
  });

  it('agree with each other, so that one is enough', () => {
    const { bytes } = write([[textBytes('a'), textBytes('1')]]);
    for (const page of [0, 1]) {
      const damaged = bytes.slice().fill(0, page * 4096, page * 4096 + 152);
      const { main, header } = open(damaged);
      expect(main.get(textBytes('a'))).toEqual(textBytes('1'));
      expect(header.problems.length).toBe(1);
    }
  });

  it('name a map size that holds the file', () => {
    const mapSizeOf = (bytes: Uint8Array) => Buffer.from(bytes).readBigUInt64LE(32);
    const entries: Entry[] = [[textBytes('a'), new Uint8Array(5000)]];
    expect(mapSizeOf(write(entries).bytes)).toBe(5n * 4096n);
    expect(mapSizeOf(write(entries, { mapSizeBytes: 4096 }).bytes)).toBe(5n * 4096n);
    expect(mapSizeOf(write(entries, { mapSizeBytes: 2 ** 40 }).bytes)).toBe(2n ** 40n);
  });

  it('are absent until the end, so that nothing opens a file that was left half-written', () => {
    const sink = createMemorySink();
    const writer = createLmdbWriter(sink);
    writer.put(textBytes('a'), new Uint8Array(20_000));
    expect(() => open(sink.toBytes())).toThrow('This is no LMDB store');
    writer.finish();
    expect(open(sink.toBytes()).main.get(textBytes('a'))?.length).toBe(20_000);
  });
});

describe('any records', () => {
  const key = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    fc.uint8Array({ minLength: 480, maxLength: 511 }),
  );
  const valueSize = fc.oneof(
    fc.nat(40),
    fc.integer({ min: 1500, max: 2060 }),
    fc.constantFrom(4080, 4081, 8176, 8177, 30_000),
  );
  const records = fc.uniqueArray(fc.tuple(key, valueSize), {
    selector: ([bytes]) => Buffer.from(bytes).toString('hex'),
    maxLength: 250,
  });

  it('are read back, each value with one read of its own at most', () => {
    fc.assert(
      fc.property(records, (drawn) => {
        const entries = drawn
          .toSorted(([a], [b]) => Buffer.compare(a, b))
          .map(([bytes, size], index): Entry => [bytes, new Uint8Array(size).fill(index)]);
        const { bytes, figures } = write(entries);
        const source = createCountingSource(createMemorySource('data.mdb', bytes));
        const { main } = openLmdb(source);
        const read = Array.from(main.iterate(), (entry): Entry => [entry.key, entry.readValue()]);
        expect(read.map(show)).toEqual(entries.map(show));
        expect(main.record).toMatchObject({ entryCount: entries.length, depth: figures.depth });
        for (const [wanted, value] of entries.slice(0, 20)) {
          source.reset();
          expect(Buffer.compare(main.get(wanted) ?? new Uint8Array(0), value)).toBe(0);
          expect(source.readCount).toBeLessThanOrEqual(figures.depth + 1);
        }
        expect(dumpTree(bytes).childCounts.every((count) => count >= 2)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('whatever number of leaves the last branch page is left with', () => {
    // Nodes of 8 + 511 bytes: 7 records a leaf, 8 children a branch page, as the first has no key. 64 leaves make one full branch level.
    for (let count = 330; count <= 460; count++) {
      const entries = Array.from({ length: count }, (_, index): Entry => {
        const bytes = new Uint8Array(511).fill(0x61);
        bytes.set(textBytes(String(index).padStart(6, '0')));
        return [bytes, new Uint8Array(0)];
      });
      const { bytes, figures } = write(entries);
      const dump = dumpTree(bytes);
      expect(Math.min(...dump.childCounts)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...dump.childCounts)).toBe(8);
      expect(dump.leaves.flatMap(({ nodes }) => nodes).length).toBe(count);
      expect(figures.depth).toBe(dump.depth);
      expect(open(bytes).main.get(entries.at(-1)?.[0] ?? new Uint8Array(1))).toEqual(new Uint8Array(0));
    }
  });
});

describe('a writer', () => {
  const EMPTY = new Uint8Array(0);

  it.each([
    ['a key again', 'b', 'expected a key above "b", found "b"'],
    ['a key that comes before', 'azzz', 'expected a key above "b", found "azzz"'],
    ['a key that begins the one before', '\u0000', 'expected a key above "b", found 0x00'],
  ])('refuses %s', (_, key, found) => {
    const writer = createLmdbWriter(createMemorySink());
    writer.put(textBytes('a'), EMPTY);
    writer.put(textBytes('b'), EMPTY);
    expect(() => writer.put(textBytes(key), EMPTY)).toThrow(
      `The keys to be written are not in ascending order: ${found} (record 2 of the LMDB file to be written)`,
    );
  });

  it('compares with the key before even where the caller reuses its array', () => {
    const writer = createLmdbWriter(createMemorySink());
    const key = Uint8Array.of(1, 5);
    writer.put(key, EMPTY);
    key[0] = 0;
    expect(() => writer.put(key, EMPTY)).toThrow('expected a key above 0x0105, found 0x0005');
  });

  it.each([0, 512])('refuses a key of %s bytes', (size) => {
    expect(() => createLmdbWriter(createMemorySink()).put(new Uint8Array(size), EMPTY)).toThrow(
      `LMDB does not take a key of this size: expected 1 to 511 bytes, found ${size} bytes (record 0 of the LMDB file to be written)`,
    );
  });

  it('refuses calls after its end, and a sink that holds something', () => {
    const sink = createMemorySink();
    const writer = createLmdbWriter(sink);
    writer.finish();
    expect(() => writer.put(textBytes('a'), EMPTY)).toThrow('The LMDB file is finished.');
    expect(() => writer.finish()).toThrow('The LMDB file is finished.');
    expect(() => createLmdbWriter(sink)).toThrow('An LMDB file begins at byte 0, but the sink holds 8192 bytes.');
  });

  it('notices a sink that loses bytes', () => {
    const sink = createMemorySink();
    const lossy = { ...sink, size: 0, append: () => undefined };
    expect(() => createLmdbWriter(lossy).finish()).toThrow('The sink did not take every page.');
  });
});
