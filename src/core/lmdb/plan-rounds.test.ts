import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { createBlockCache } from '../bytes/block-cache.ts';
import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';
import { createLmdbStore } from './lmdb-store.ts';
import { createLmdbWriter } from './lmdb-writer.ts';

const PAGE = 4096;
const keyOf = (index: number) => `SPK/${String(index).padStart(6, '0')}`;
/** Every hundredth value lies on pages of its own. */
const sizeOf = (index: number) => (index % 100 === 0 ? 20_000 : 8);

/** 40,000 records: a tree of three levels. */
function writeDeepStore(): Uint8Array {
  const sink = createMemorySink();
  const writer = createLmdbWriter(sink);
  for (let index = 0; index < 40_000; index++) {
    writer.put(encodeUtf8(keyOf(index)), new Uint8Array(sizeOf(index)).fill(index));
  }
  expect(writer.finish().depth).toBe(3);
  return sink.toBytes();
}

const bytes = writeDeepStore();

/** A source of which only what was fetched can be read, as if every other read were an error; the meta pages are there from the start. */
function createGate(all = bytes) {
  const source = createMemorySource('data.mdb', all);
  const fetched: ByteRange[] = [{ startByte: 0, endByte: 2 * PAGE }];
  const gate: ByteSource = {
    ...source,
    read(startByte, endByte) {
      if (fetched.some((range) => range.startByte <= startByte && endByte <= range.endByte))
        return source.read(startByte, endByte);
      throw new DataError({ code: 'http-x', what: 'Not fetched', expected: '', found: `${startByte}`, where: '' });
    },
  };
  return { gate, fetched };
}

function fetchRounds(plan: Iterable<readonly ByteRange[]> | undefined, fetched: ByteRange[]): number[] {
  const sizes: number[] = [];
  for (const ranges of plan ?? []) {
    sizes.push(ranges.length);
    fetched.push(...ranges);
  }
  return sizes;
}

describe('a plan of reads', () => {
  it('brings the tree a level a round and then the values, so that nothing is read that was not fetched', () => {
    const { gate, fetched } = createGate();
    const store = createLmdbStore(gate);
    const keys = [0, 1, 100, 9_999, 10_000, 19_900].map(keyOf);
    const sizes = fetchRounds(store.planRounds?.(keys), fetched);
    // The root; a branch page for each end of the keys or fewer; their leaves; the values of 0, 100, 10,000 and 19,900.
    expect(sizes).toHaveLength(4);
    expect(sizes[0]).toBe(1);
    expect(sizes[3]).toBe(4);
    for (const index of [0, 1, 100, 9_999, 10_000, 19_900]) {
      expect(store.get(keyOf(index))).toEqual(new Uint8Array(sizeOf(index)).fill(index));
    }
  });

  it('asks for each page once, however many keys lie on it', () => {
    const { gate, fetched } = createGate();
    const store = createLmdbStore(gate);
    const keys = Array.from({ length: 50 }, (_, index) => keyOf(index + 1));
    expect(fetchRounds(store.planRounds?.(keys), fetched)).toEqual([1, 1, 1]);
    expect(new Set(fetched.map(({ startByte }) => startByte)).size).toBe(fetched.length);
  });

  it('covers absent keys and leaves out what is no text', () => {
    const { gate, fetched } = createGate();
    const store = createLmdbStore(gate);
    fetchRounds(store.planRounds?.(['absent', 'zzz', '\ud800']), fetched);
    expect(store.get('absent')).toBeNull();
    expect(store.has('zzz')).toBe(false);
  });

  it('is empty once its blocks are held', () => {
    const cache = createBlockCache(createMemorySource('data.mdb', bytes), {
      blockSizeBytes: PAGE,
      capacityBytes: 2 ** 22,
    });
    const store = createLmdbStore(cache);
    const keys = [keyOf(1), keyOf(2)];
    expect([...(store.planRounds?.(keys) ?? [])]).toHaveLength(3);
    store.get(keyOf(1));
    expect([...(store.planRounds?.(keys) ?? [])]).toEqual([]);
  });

  it('brings every page of keys for a list of them', () => {
    const { gate, fetched } = createGate();
    const store = createLmdbStore(gate);
    const { branchPages, leafPages } = store.file.main.record;
    const sizes = fetchRounds(store.planScan?.(), fetched);
    expect(sizes).toEqual([1, branchPages - 1, leafPages]);
    expect([...store.keys()]).toEqual(Array.from({ length: 40_000 }, (_, index) => keyOf(index)));
  });

  it('throws what a source throws, but not what damaged pages do', () => {
    const { gate } = createGate();
    const store = createLmdbStore(gate);
    expect(() => [...(store.planRounds?.([keyOf(1)]) ?? [])]).toThrow('Not fetched');
    for (const name of ['page-loop', 'cut-store']) {
      const damaged = createLmdbStore(createMemorySource('data.mdb', readFileSync(`${ODD_DATASETS}${name}/data.mdb`)));
      expect(() => [...(damaged.planRounds?.(['metadata', 'SPK05/000/003']) ?? [])], name).not.toThrow();
      expect(() => [...(damaged.planScan?.() ?? [])], name).not.toThrow();
    }
  });
});
