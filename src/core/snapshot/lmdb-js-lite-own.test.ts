import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../bytes/memory-source.ts';
import { DataError } from '../errors.ts';
import { openLite } from './lmdb-js-lite.ts';
import { interceptReads, loadTestSqlJs, openBytes, patternOf, writeSnapshot } from './snapshot.fixture.ts';
import { openSnapshot } from './snapshot-store.ts';

const SQL = await loadTestSqlJs();
const RECORDS = { a: patternOf(1, 5), b: patternOf(2, 50), metadata: patternOf(3, 500) };
const liteOfSnapshot = () => openLite(openBytes(SQL, writeSnapshot(SQL, { records: RECORDS })).ordered);

describe('lite, where it is better defined than lmdb-js', () => {
  const lite = liteOfSnapshot();

  it('gives the values of one key only', () => {
    expect([...lite.getValues('metadata')]).toEqual([RECORDS.metadata]);
    expect([...lite.getValues('absent')]).toEqual([]);
    expect(lite.getValuesCount('metadata')).toBe(1);
  });

  it('compares values, with doesExist', () => {
    expect(lite.doesExist('metadata', RECORDS.metadata)).toBe(true);
    expect(lite.doesExist('a', Uint8Array.of(1))).toBe(false);
    expect([lite.doesExist('absent', null), lite.doesExist('metadata', null)]).toEqual([true, false]);
  });

  it('leaves the options that it is given as they are', () => {
    const options = Object.freeze({ limit: 2 });
    lite.getCount(options);
    expect([...lite.getKeys(options)]).toHaveLength(2);
  });

  it('refuses keys that are no strings', () => {
    const get = lite.get.bind(lite) as (key: unknown) => unknown;
    expect(() => get(undefined)).toThrow('A key is required, but is undefined');
    expect(() => get(null)).toThrow('The keys of this store are strings, not null');
    expect(() => [...lite.getKeys({ start: 5 as unknown as string })]).toThrow(
      'The keys of this store are strings, not number',
    );
  });

  it.each(['put', 'putSync', 'remove', 'transaction', 'clearSync', 'drop', 'ifNoExists'] as const)(
    'refuses %s',
    (method) => {
      expect(() => lite[method]('key', 'value')).toThrow(
        `${method} cannot be called: demo.sqlite is opened read-only, as the snapshot of a dataset is`,
      );
    },
  );

  it('refuses to read once it is closed', async () => {
    const closed = liteOfSnapshot();
    const range = closed.getKeys();
    const transaction = closed.useReadTransaction();
    expect(closed.get('metadata', { transaction })).toEqual(RECORDS.metadata);
    transaction.done();
    await closed.close();
    const message = 'Can not read from a closed database (demo.sqlite)';
    expect(() => closed.get('metadata')).toThrow(message);
    expect(() => [...range]).toThrow(message);
    await expect(closed.getMany(['metadata'])).rejects.toThrow(message);
  });

  it('gives what Python would load, with the encoding "pickle"', () => {
    // Protocol 2, {'seg_len': 100}: EMPTY_DICT, BINUNICODE, BININT1, SETITEM, STOP.
    const pickle = Uint8Array.from(Buffer.from('80027d580700000073 65675f6c656e4b64732e'.replace(' ', ''), 'hex'));
    const snapshot = openBytes(SQL, writeSnapshot(SQL, { records: { bad: Uint8Array.of(0x80, 2), metadata: pickle } }));
    const decoded = openLite(snapshot.ordered, { encoding: 'pickle' });
    expect(decoded.get('metadata')).toEqual(new Map([['seg_len', 100]]));
    expect([...decoded.getRange({ start: 'c' })]).toEqual([{ key: 'metadata', value: new Map([['seg_len', 100]]) }]);
    expect(decoded.getBinary('metadata')).toEqual(pickle);
    expect(() => decoded.get('bad')).toThrow(/\(demo\.sqlite, key bad, /);
  });

  it('ends an iteration with the error of the store, of which mapError makes nothing', () => {
    let isLost = false;
    const lost = new DataError({
      code: 'lost',
      what: 'The host is lost',
      expected: 'it',
      found: 'none',
      where: 'host',
    });
    const bytes = writeSnapshot(SQL, { records: { a: patternOf(1, 9), b: patternOf(2, 300_000), c: patternOf(3, 9) } });
    const source = interceptReads(createMemorySource('demo.sqlite', bytes), () => {
      if (isLost) throw lost;
      return null;
    });
    const range = openLite(openSnapshot(SQL, source).ordered)
      .getRange()
      .mapError(() => 'mended');
    const entries = range[Symbol.iterator]();
    expect(entries.next().value).toMatchObject({ key: 'a' });
    isLost = true;
    expect(() => entries.next()).toThrow(lost);
    expect(entries.next().done).toBe(true);
    isLost = false;
    expect([...range]).toHaveLength(3);
  });
});
