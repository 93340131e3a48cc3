import { describe, expect, it } from 'vitest';
import { createMemorySink } from '../bytes/memory-sink.ts';
import type { SqliteValue } from './sqlite-record.ts';
import { createSqliteWriter } from './sqlite-writer.ts';

describe('a SQLite writer', () => {
  const options = {
    pageBytes: 4096,
    applicationId: 1,
    userVersion: 1,
    tables: [
      { name: 'records', sql: 'CREATE TABLE records(id INTEGER PRIMARY KEY, value)' },
      { name: 'keys', sql: 'CREATE TABLE keys(a, b, PRIMARY KEY(a, b)) WITHOUT ROWID' },
    ],
  };
  const begin = () => createSqliteWriter(createMemorySink(), options);

  it.each<[string, SqliteValue[], string]>([
    ['a key again', ['b', 2], 'expected a key above "b", 2, found "b", 2 (table keys, key "b", 2)'],
    ['a key that comes before', ['b', 1], 'expected a key above "b", 2, found "b", 1 (table keys, key "b", 1)'],
    [
      'a key in the order of characters',
      ['B', 3],
      'expected a key above "b", 2, found "B", 3 (table keys, key "B", 3)',
    ],
  ])('refuses %s', (_, values, found) => {
    const table = begin().beginWithoutRowidTable('keys', 2);
    table.addRow(['b', 2]);
    expect(() => table.addRow(values)).toThrow(`The rows of a table are not in ascending order: ${found}`);
    table.addRow(['b', 3]);
  });

  it.each([7, 6, -8, 7n])('refuses the rowid %s after 7', (rowid) => {
    const table = begin().beginRowidTable('records');
    table.addRow(7, [null, 'x']);
    expect(() => table.addRow(rowid, [null, 'x'])).toThrow(
      `The rows of a table are not in ascending order: expected a rowid above 7, found ${rowid} (table records, rowid ${rowid})`,
    );
  });

  it('compares with the key before even where the caller reuses its array', () => {
    const table = begin().beginWithoutRowidTable('keys', 1);
    const bytes = Uint8Array.of(5);
    table.addRow([bytes]);
    bytes[0] = 4;
    expect(() => table.addRow([bytes])).toThrow('expected a key above a blob of 1 bytes, found a blob of 1 bytes');
  });

  it('refuses keys that are not complete', () => {
    const table = begin().beginWithoutRowidTable('keys', 2);
    const sentence = 'A key is not complete: expected 2 values, none of them null, found';
    expect(() => table.addRow(['a', null])).toThrow(`${sentence} "a", null (table keys, key "a", null)`);
    expect(() => table.addRow(['a'])).toThrow(`${sentence} "a" (table keys, key "a")`);
  });

  it('refuses values that SQLite cannot hold, and names the row', () => {
    const table = begin().beginRowidTable('records');
    expect(() => table.addRow(5, [null, Number.NaN])).toThrow(
      'A value has no form in SQLite: expected any number but NaN, or null, found NaN (table records, rowid 5)',
    );
    expect(() => table.addRow(0.5, [null])).toThrow(
      'A rowid has no form in SQLite: expected an integer of 64 bits, found 0.5 (table records, rowid 0.5)',
    );
    expect(() => table.addRow(2n ** 63n, [null])).toThrow('A rowid has no form in SQLite');
  });

  it('refuses a row larger than SQLite reads', () => {
    const quarter = new Uint8Array(250_000_000);
    const table = begin().beginRowidTable('records');
    expect(() => table.addRow(1, [null, quarter, quarter, quarter, quarter])).toThrow(
      'A row is larger than SQLite reads: expected at most 1000000000 bytes, found 1000000022 bytes (table records, rowid 1)',
    );
  });

  it('refuses calls out of turn', () => {
    const writer = begin();
    expect(() => writer.beginRowidTable('absent')).toThrow('The file has no table absent.');
    const records = writer.beginRowidTable('records');
    expect(() => writer.beginRowidTable('records')).toThrow('The table records was begun before.');
    expect(() => begin().finish()).toThrow('The table records was never begun.');
    const keys = writer.beginWithoutRowidTable('keys');
    writer.finish();
    for (const call of [() => records.addRow(1, []), () => keys.addRow(['a']), writer.finish]) {
      expect(call).toThrow('The SQLite file is finished.');
    }
  });

  it('refuses page sizes that SQLite does not have, a schema past page 1, and a sink that holds something', () => {
    for (const pageBytes of [256, 1000, 131_072, Number.NaN]) {
      expect(() => createSqliteWriter(createMemorySink(), { ...options, pageBytes })).toThrow(
        `SQLite has no pages of ${pageBytes} bytes.`,
      );
    }
    const tables = [{ name: 't', sql: `CREATE TABLE t(${'c'.repeat(380)})` }];
    expect(() => createSqliteWriter(createMemorySink(), { ...options, pageBytes: 512, tables })).toThrow(
      /^The schema takes \d+ bytes, but page 1 has 404\.$/,
    );
    const sink = createMemorySink();
    sink.append(new Uint8Array(5));
    expect(() => createSqliteWriter(sink, options)).toThrow(
      'A SQLite file begins at byte 0, but the sink holds 5 bytes.',
    );
  });

  it('notices a sink that loses bytes', () => {
    const lossy = { size: 0, append: () => undefined, writeAt: () => undefined };
    const tables = options.tables.slice(0, 1);
    const writer = createSqliteWriter(lossy, { ...options, tables });
    writer.beginRowidTable('records');
    expect(() => writer.finish()).toThrow('The sink did not take every page.');
  });
});
