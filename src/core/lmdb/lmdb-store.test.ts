import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ExpectedDatabase, readExpected } from '../../../fixtures/lmdb/stores.ts';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { createCountingSource } from '../bytes/counting-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { DataError, type Problem } from '../errors.ts';
import { createLmdbStore } from './lmdb-store.ts';
import { buildStore, leafPage, record, textBytes } from './store-bytes.fixture.ts';

function openDemo() {
  const bytes = readFileSync(new URL('../../../public/demo/data.mdb', import.meta.url));
  const source = createCountingSource(createMemorySource('data.mdb', bytes));
  return { source, store: createLmdbStore(source), bytes };
}

function openOdd(name: string) {
  return createLmdbStore(createMemorySource('data.mdb', readFileSync(`${ODD_DATASETS}${name}/data.mdb`)));
}

describe('the demo dataset as a store', () => {
  const { records } = readExpected<ExpectedDatabase>('demo');

  it('has the keys and values of py-lmdb', () => {
    const { store, bytes } = openDemo();
    expect(store).toMatchObject({ kind: 'lmdb', name: 'data.mdb', sizeBytes: bytes.length });
    expect(store.count()).toBe(records.length);
    const keys = [...store.keys()];
    expect(keys).toEqual(records.map(([keyHex]) => Buffer.from(keyHex, 'hex').toString()));
    const digests = keys.map((key) =>
      createHash('sha256')
        .update(store.get(key) ?? 'absent')
        .digest('hex'),
    );
    expect(digests).toEqual(records.map(([, , sha256]) => sha256));
  });

  it('gives the keys of a range', () => {
    const { store } = openDemo();
    const all = [...store.keys()];
    const ofSpeaker = all.filter((key) => key.startsWith('SPK02/'));
    expect(ofSpeaker.length).toBeGreaterThan(1);
    expect([...store.keys({ start: 'SPK02/', end: 'SPK020' })]).toEqual(ofSpeaker);
    expect([...store.keys({ start: 'SPK02/', limit: 2 })]).toEqual(ofSpeaker.slice(0, 2));
    expect([...store.keys({ limit: 0 })]).toEqual([]);
  });

  it('answers for absent keys', () => {
    const { store } = openDemo();
    for (const key of ['SPK01/000/999', '', 'metadat', 'k'.repeat(600), 'Ünïcode']) {
      expect(store.has(key)).toBe(false);
      expect(store.get(key)).toBeNull();
    }
    expect(store.has('metadata')).toBe(true);
  });

  it('plans the reads of values that lie on pages of their own, exactly as they are read', () => {
    const { store, source } = openDemo();
    store.plan?.(['SPK01/000/001', 'absent', 'SPK01/000/metadata', 'SPK01/000/000']);
    const planned = source.plannedRanges;
    expect(planned.length).toBe(2);
    source.reset();
    store.get('SPK01/000/001');
    store.get('SPK01/000/000');
    expect(source.ranges).toEqual(planned);
  });
});

describe('a damaged store', () => {
  it('refuses each value past the end of a file that was cut, and gives the others', () => {
    const whole = new Map(readExpected<ExpectedDatabase>('demo').records.map(([keyHex, , sha256]) => [keyHex, sha256]));
    const store = openOdd('cut-store');
    const messages = new Map<string, string>();
    for (const key of store.keys()) {
      try {
        const sha256 = createHash('sha256')
          .update(store.get(key) ?? 'absent')
          .digest('hex');
        expect([key, sha256]).toEqual([key, whole.get(Buffer.from(key).toString('hex'))]);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        messages.set(key, error.message);
      }
    }
    expect([...store.keys()]).toEqual([
      ...[
        'SPK04/000/000',
        'SPK04/000/001',
        'SPK04/000/002',
        'SPK04/000/003',
        'SPK04/000/004',
        'SPK04/000/metadata',
        'metadata',
      ],
    ]);
    // Value sizes as py-lmdb gives them for the whole store: 139504, 143143, 139576 and 67358 bytes, behind 16 of header.
    expect(Object.fromEntries(messages)).toEqual({
      'SPK04/000/001':
        'The file ends before page 54 that the tree points at: expected at least 295168 bytes, found 218453 bytes (data.mdb, page 38, byte 155648)',
      'SPK04/000/002':
        'The file ends before page 73 that the tree points at: expected at least 442167 bytes, found 218453 bytes (data.mdb, page 73, byte 299008)',
      'SPK04/000/003':
        'The file ends before page 108 that the tree points at: expected at least 581960 bytes, found 218453 bytes (data.mdb, page 108, byte 442368)',
      'SPK04/000/004':
        'The file ends before page 143 that the tree points at: expected at least 653102 bytes, found 218453 bytes (data.mdb, page 143, byte 585728)',
    });
  });

  it('refuses a tree that runs in a circle', () => {
    const store = openOdd('page-loop');
    const sentence =
      'A page is visited twice: the tree runs in a circle: expected each page once on the way from the root, found page 2 a second time (data.mdb, page 2, byte 12272)';
    expect(() => [...store.keys()]).toThrow(sentence);
    expect(() => store.get('metadata')).toThrow(sentence);
    const problems: Problem[] = [];
    expect([...store.keys({ onDamage: (problem) => problems.push(problem) })]).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['lmdb-page-loop']);
  });

  it('does not let a plan fail for what reading the value will report', () => {
    const bytes = readFileSync(`${ODD_DATASETS}page-loop/data.mdb`);
    const source = createCountingSource(createMemorySource('data.mdb', bytes));
    createLmdbStore(source).plan?.(['metadata', '\ud800']);
    expect(source.plannedRanges).toEqual([]);
  });
});

describe('keys that are no text', () => {
  const nodes = [record('a', '1'), record('b\xff', '2'), record('c', '3')];
  const bytes = buildStore({ root: 2, depth: 1, entryCount: 3 }, [leafPage(2, nodes)]);
  const store = createLmdbStore(createMemorySource('data.mdb', bytes));

  it('are refused with their bytes', () => {
    expect(() => [...store.keys()]).toThrow('A key is not UTF-8 text: expected UTF-8, found bytes 62 ff (data.mdb)');
  });

  it('do not stop the rest', () => {
    const problems: Problem[] = [];
    const onDamage = (problem: Problem) => problems.push(problem);
    expect([...store.keys({ onDamage })]).toEqual(['a', 'c']);
    expect([...store.keys({ onDamage, limit: 2 })]).toEqual(['a', 'c']);
    expect(problems.map(({ found }) => found)).toEqual(['bytes 62 ff', 'bytes 62 ff']);
  });

  it('can still be read as bytes', () => {
    expect(store.file.main.get(textBytes('b\xff'))).toEqual(textBytes('2'));
  });
});

describe('a store whose keys are not ASCII', () => {
  it('finds them by their UTF-8 bytes', () => {
    const utf8 = Buffer.from('Zoë/000', 'utf8').toString('latin1');
    const bytes = buildStore({ root: 2, depth: 1, entryCount: 1 }, [leafPage(2, [record(utf8, 'x')])]);
    const store = createLmdbStore(createMemorySource('data.mdb', bytes));
    expect([...store.keys()]).toEqual(['Zoë/000']);
    expect(store.get('Zoë/000')).toEqual(textBytes('x'));
  });
});

describe('a store with several values a key', () => {
  it('gives each key once, and its first value', () => {
    // The values x and y of k on a sub-page: header, two offsets, two nodes.
    const subPage = Uint8Array.of(
      ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x42, 0, 20, 0, 20, 0, 20, 0, 30, 0],
      ...[0, 0, 0, 0, 0, 0, 1, 0, 0x78, 0],
      ...[0, 0, 0, 0, 0, 0, 1, 0, 0x79, 0],
    );
    const nodes = [{ key: textBytes('k'), flags: 0x04, data: subPage }, record('z', '1')];
    const bytes = buildStore({ root: 2, depth: 1, entryCount: 3, flags: 0x04 }, [leafPage(2, nodes)]);
    const store = createLmdbStore(createMemorySource('data.mdb', bytes));
    expect([...store.keys()]).toEqual(['k', 'z']);
    expect(store.get('k')).toEqual(textBytes('x'));
    expect(store.count()).toBe(3);
  });
});
