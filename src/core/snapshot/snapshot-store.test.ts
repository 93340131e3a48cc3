import { describe, expect, it } from 'vitest';
import { createCountingSource } from '../bytes/counting-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { loadTestSqlJs, openBytes, patternOf, type SnapshotContent, writeSnapshot } from './snapshot.fixture.ts';
import { openSnapshot } from './snapshot-store.ts';

const SQL = await loadTestSqlJs();
const PAGE = 65_536;
const KEYS = Array.from({ length: 40 }, (_, index) => `SPK/${String(index).padStart(3, '0')}`);
const RECORDS = Object.fromEntries(KEYS.map((key, index) => [key, patternOf(index, 165_000 + index * 100)]));
const FILES = { 'train.txt': patternOf(100, 50), 'stats_train.npz': patternOf(101, 100_000), empty: new Uint8Array(0) };
const FILE = writeSnapshot(SQL, { records: RECORDS, files: FILES, about: { name: 'demo', records: '40' } });

/** Keys whose order by bytes is not that of UTF-16, with an empty one, a NUL inside and a byte order mark in front. */
const ODD_KEYS = ['', '\0', 'a', 'a\0b', 'ab', 'é', 'z', '\uFEFFa', '\uFFFD', '😀', '😀a'];

const small = (content: SnapshotContent) => openBytes(SQL, writeSnapshot(SQL, content));
const bytesByUtf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a snapshot', () => {
  const { store, about, readFile } = openBytes(SQL, FILE);

  it('gives the bytes of each value, owned by the caller', () => {
    for (const [key, value] of Object.entries(RECORDS)) {
      const read = store.get(key);
      expect(Buffer.compare(read as Uint8Array, value), key).toBe(0);
      read?.fill(0);
    }
    expect(Buffer.compare(store.get('SPK/000') as Uint8Array, RECORDS['SPK/000'] as Uint8Array)).toBe(0);
    expect(store.get('SPK/040')).toBeNull();
    expect(store.get('')).toBeNull();
  });

  it('says what it is and what it holds', () => {
    expect(store).toMatchObject({ kind: 'snapshot', name: 'demo.sqlite', sizeBytes: FILE.length });
    expect(store.count()).toBe(40);
    expect(store.has('SPK/000')).toBe(true);
    expect(store.has('SPK/0')).toBe(false);
    expect(about).toEqual(new Map(Object.entries({ name: 'demo', records: '40', complete: '1' })));
  });

  it('lists keys in order, any part of them', () => {
    expect([...store.keys()]).toEqual(KEYS);
    expect([...store.keys({ start: 'SPK/003', end: 'SPK/006' })]).toEqual(['SPK/003', 'SPK/004', 'SPK/005']);
    expect([...store.keys({ start: 'SPK/0035', limit: 2 })]).toEqual(['SPK/004', 'SPK/005']);
    expect([...store.keys({ limit: 20 })]).toEqual(KEYS.slice(0, 20));
    expect([...store.keys({ limit: 0 })]).toEqual([]);
  });

  it('gives the files beside the store', () => {
    expect(readFile('train.txt')).toEqual(FILES['train.txt']);
    expect(Buffer.compare(readFile('stats_train.npz') as Uint8Array, FILES['stats_train.npz'])).toBe(0);
    expect(readFile('empty')).toEqual(new Uint8Array(0));
    expect(readFile('val.txt')).toBeNull();
  });

  it('counts the keys where the export does not tell their number', () => {
    expect(small({ records: { a: patternOf(1, 3), b: patternOf(2, 3) } }).store.count()).toBe(2);
  });

  it('orders keys as memcmp does, and takes none for another', () => {
    const records = Object.fromEntries(ODD_KEYS.map((key, index) => [key, patternOf(index, 5)]));
    const { store: odd } = small({ records });
    expect([...odd.keys()]).toEqual(ODD_KEYS.slice().sort(bytesByUtf8));
    ODD_KEYS.forEach((key, index) => {
      expect(odd.get(key)).toEqual(patternOf(index, 5));
    });
  });

  it('refuses a key that has no UTF-8 form', () => {
    expect(() => store.get('SPK/\ud800')).toThrow('The text has no UTF-8 form');
  });
});

describe('reading a snapshot', () => {
  it('costs the header and two pages to open', () => {
    const source = createCountingSource(createMemorySource('demo.sqlite', FILE));
    openSnapshot(SQL, source).close();
    expect(source.bytesRead).toBe(100 + 2 * PAGE); // Page 1 holds the schema; the other is the table `about`.
  });

  it('costs one read of three pages a value, once the pages above it are known', () => {
    const source = createCountingSource(createMemorySource('demo.sqlite', FILE));
    const { store } = openSnapshot(SQL, source);
    store.get('SPK/030');
    source.reset();
    store.get('SPK/020');
    store.get('SPK/021');
    expect(source.ranges.map(({ startByte, endByte }) => endByte - startByte)).toEqual([3 * PAGE, 3 * PAGE]);
  });

  it('is planned: the ranges told to the source hold all that is read of it then', () => {
    const source = createCountingSource(createMemorySource('demo.sqlite', FILE));
    const { store } = openSnapshot(SQL, source);
    store.get('SPK/030');
    source.reset();
    store.plan?.(['SPK/010', 'SPK/011', 'absent', 'SPK/012']);
    expect(source.readCount).toBe(0);
    expect(source.plannedRanges.length).toBeGreaterThan(0);
    for (const key of ['SPK/010', 'SPK/011', 'SPK/012']) store.get(key);
    for (const read of source.ranges) {
      const isPlanned = source.plannedRanges.some(
        ({ startByte, endByte }) => startByte <= read.startByte && read.endByte <= endByte,
      );
      expect(isPlanned).toBe(true);
    }
    source.reset();
    store.plan?.(['SPK/010']);
    expect(source.plannedRanges).toEqual([]);
  });

  it('goes on as keys are asked for, with any number of iterations side by side', () => {
    const source = createCountingSource(createMemorySource('demo.sqlite', FILE));
    const keys = openSnapshot(SQL, source).store.keys();
    const [first, second] = [keys[Symbol.iterator](), keys[Symbol.iterator]()];
    first.next();
    expect([first.next().value, second.next().value, first.next().value]).toEqual(['SPK/001', 'SPK/000', 'SPK/002']);
  });
});
