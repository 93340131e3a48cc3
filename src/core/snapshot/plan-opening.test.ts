import { describe, expect, it } from 'vitest';
import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { DataError } from '../errors.ts';
import { planSnapshotOpening } from './plan-opening.ts';
import { loadTestSqlJs, patternOf, writeSnapshot } from './snapshot.fixture.ts';
import { openSnapshot } from './snapshot-store.ts';

const SQL = await loadTestSqlJs();
const PAGE = 65_536;
const FILE = writeSnapshot(SQL, { records: { a: patternOf(1, 300_000), b: patternOf(2, 200_000) } });

/** A source of which only the first page and what was fetched can be read. */
function createGate(bytes = FILE) {
  const source = createMemorySource('x.sqlite', bytes);
  const fetched: ByteRange[] = [{ startByte: 0, endByte: PAGE }];
  const gate: ByteSource = {
    ...source,
    read(startByte, endByte) {
      const isFetched = (byte: number) => fetched.some((range) => range.startByte <= byte && byte < range.endByte);
      if (isFetched(startByte) && isFetched(endByte - 1)) return source.read(startByte, endByte);
      throw new DataError({ code: 'http-x', what: 'Not fetched', expected: '', found: `${startByte}`, where: '' });
    },
  };
  return { gate, fetched };
}

describe('a plan for opening a snapshot', () => {
  it('names, from the first page alone, the pages that opening and looking up a key read', () => {
    const { gate, fetched } = createGate();
    const ranges = planSnapshotOpening(SQL, gate);
    expect(ranges).toHaveLength(5);
    expect(ranges.every(({ startByte, endByte }) => startByte % PAGE === 0 && endByte - startByte === PAGE)).toBe(true);
    fetched.push(...ranges);
    const { store, readFile, catalogue } = openSnapshot(SQL, gate);
    expect(store.has('b')).toBe(true);
    expect(readFile('train.txt')).toBeNull();
    expect(catalogue.sequences()).toEqual([]);
  });

  it('leaves nothing to fetch for a key that is absent', () => {
    const { gate, fetched } = createGate();
    fetched.push(...planSnapshotOpening(SQL, gate));
    const { store } = openSnapshot(SQL, gate);
    expect([...(store.planRounds?.(['absent']) ?? [])]).toEqual([]);
  });

  it('is empty for a file whose schema cannot be read: opening says what is wrong with it', () => {
    expect(planSnapshotOpening(SQL, createMemorySource('x.sqlite', new Uint8Array(200_000)))).toEqual([]);
    const cut = createGate(FILE.slice(0, 2 * PAGE));
    expect(planSnapshotOpening(SQL, cut.gate).every(({ endByte }) => endByte <= 2 * PAGE)).toBe(true);
  });
});
