import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStoreBytes } from '../../../fixtures/lmdb/stores.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { DataError } from '../errors.ts';
import { type LmdbFile, openLmdb } from './lmdb-file.ts';

describe('named databases', () => {
  const file = openLmdb(createMemorySource('data.mdb', readStoreBytes('named')));

  it('are listed and opened by name, text or bytes', () => {
    expect(file.databaseNames().map((name) => Buffer.from(name).toString())).toEqual(['about', 'clips', 'nothing']);
    expect(file.openDatabase('clips')?.record.entryCount).toBe(500);
    const clips = file.openDatabase(new Uint8Array(Buffer.from('clips')));
    expect(Buffer.from(clips?.get(Buffer.from('0042')) ?? []).toString()).toBe('clips 42');
    const nothing = file.openDatabase('nothing');
    expect(nothing?.record.entryCount).toBe(0);
    expect([...(nothing?.iterate() ?? [])]).toEqual([]);
  });

  it('are null where there is none of that name', () => {
    expect(file.openDatabase('absent')).toBeNull();
  });

  it('are told from plain records', () => {
    expect(() => file.openDatabase('metadata')).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^A record of the main database is no database: expected the record of a named database, found a value of 29 bytes \(data\.mdb, page \d+, byte \d+\)$/,
        ),
      }),
    );
  });
});

describe('a store with bytes changed at random', () => {
  const FLIPS = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 });

  /** Every record of the stores below, twice over: a walk that gives more runs in circles. */
  const MOST_ENTRIES = 3000;

  function readAll(file: LmdbFile): void {
    const databases = [file.main, ...file.databaseNames().map((name) => file.openDatabase(name))];
    for (const database of databases) {
      for (const reverse of [false, true]) {
        let entryCount = 0;
        for (const entry of database?.iterate({ reverse, onDamage: () => undefined }) ?? []) {
          entryCount += 1;
          if (entryCount > MOST_ENTRIES) throw new Error('the walk does not end');
          answersOrRefuses(() => entry.readValue());
          if (entryCount % 50 === 0) answersOrRefuses(() => database?.get(entry.key));
        }
      }
    }
  }

  function answersOrRefuses(read: () => unknown): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
    }
  }

  it.each([
    ['named', 60],
    ['duplicates-512', 60],
    ['pages-512', 15],
  ])('either answers or says what is wrong: "%s"', (name, numRuns) => {
    const bytes = readStoreBytes(name);
    fc.assert(
      fc.property(FLIPS, (flips) => {
        const changed = bytes.slice();
        for (const [at, mask] of flips) {
          const index = at % bytes.length;
          changed[index] = (changed[index] ?? 0) ^ mask;
        }
        answersOrRefuses(() => readAll(openLmdb(createMemorySource('data.mdb', changed))));
      }),
      { numRuns },
    );
  });

  it.each(['named', 'duplicates-512'])('in the fields of a page header: "%s"', (name) => {
    const bytes = readStoreBytes(name);
    const { pageSizeBytes } = openLmdb(createMemorySource('data.mdb', bytes)).header;
    const pageCount = bytes.length / pageSizeBytes;
    fc.assert(
      fc.property(fc.nat(pageCount - 1), fc.nat(40), fc.nat(255), (page, byte, value) => {
        const changed = bytes.slice();
        changed[page * pageSizeBytes + byte] = value;
        answersOrRefuses(() => readAll(openLmdb(createMemorySource('data.mdb', changed))));
      }),
      { numRuns: 80 },
    );
  });

  it('cut anywhere, either answers or says what is wrong', () => {
    const bytes = readStoreBytes('duplicates-512');
    fc.assert(
      fc.property(fc.nat(bytes.length), (size) => {
        answersOrRefuses(() => readAll(openLmdb(createMemorySource('data.mdb', bytes.slice(0, size)))));
      }),
      { numRuns: 40 },
    );
  });
});
