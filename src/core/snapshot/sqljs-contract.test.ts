import { describe, expect, it } from 'vitest';
import { loadTestSqlJs, patternOf, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();
const VALUE = patternOf(1, 170_000);
const FILE = writeSnapshot(SQL, { records: { 'P/000': patternOf(0, 170_000), 'P/001': VALUE } });
const GET = 'SELECT value FROM records WHERE id = ?';

/** Not `toEqual`, which takes half a second for a value of this size. */
const isValue = (row: readonly unknown[]) => Buffer.compare(row[0] as Uint8Array, VALUE) === 0;

/** An object with what lazy-database.ts gives sql.js; everything that is asked of it is written down, and everything else throws. */
function watchBytes(bytes: Uint8Array) {
  const asked = new Set<string>();
  const reads: [number, number][] = [];
  const watched: object = new Proxy(
    {},
    {
      get(_, property) {
        asked.add(String(property));
        if (property === 'length') return bytes.length;
        if (property === 'slice') return () => watched;
        if (property === 'buffer') return undefined; // Whether the bytes lie in WebAssembly memory.
        if (property !== 'subarray') throw new Error(`sql.js now asks for "${String(property)}" of the bytes`);
        return (startByte: number, endByte: number) => {
          reads.push([startByte, endByte]);
          return bytes.subarray(startByte, endByte);
        };
      },
      has: (_, property) => Boolean(asked.add(`${String(property)} in`)),
      ownKeys: () => {
        throw new Error('sql.js now lists the properties of the bytes');
      },
      set: (_, property) => {
        throw new Error(`sql.js now sets "${String(property)}" of the bytes`);
      },
    },
  );
  return { watched: watched as ArrayLike<number>, asked, reads };
}

describe('sql.js 1.16.0, undocumented, as lazy-database.ts relies on it', () => {
  it('keeps an object whose slice() returns itself, and opens it without a read of more than the header', () => {
    const { watched, asked, reads } = watchBytes(FILE);
    const database = new SQL.Database(watched);
    expect([...asked].sort()).toEqual(['buffer', 'length', 'slice', 'subarray']);
    expect(reads.every(([startByte, endByte]) => startByte === 0 && endByte <= 100)).toBe(true);
    database.close();
  });

  it('reads pages by subarray alone, and no page that a query does not need', () => {
    const { watched, asked, reads } = watchBytes(FILE);
    const database = new SQL.Database(watched);
    const statement = database.prepare(GET);
    asked.clear();
    reads.length = 0;
    expect(isValue(statement.get([2]))).toBe(true);
    expect([...asked]).toEqual(['subarray']);
    // The change counter in the header, the root of the table, and the three pages of the value.
    const sizes = reads.map(([startByte, endByte]) => endByte - startByte).sort((a, b) => a - b);
    expect(sizes).toEqual([16, 65_536, 65_536, 65_536, 65_536]);
    expect(reads.every(([startByte]) => startByte === 24 || startByte % 65_536 === 0)).toBe(true);
    database.close();
  });

  it("copies what subarray returns, so that the bytes of a value are the caller's", () => {
    const { watched } = watchBytes(FILE);
    const database = new SQL.Database(watched);
    const statement = database.prepare(GET);
    const [value] = statement.get([2]) as [Uint8Array];
    value.fill(0);
    expect(isValue(statement.get([2]))).toBe(true);
    database.close();
  });

  it('lets a plain error of subarray through, and loses stack by it that stackRestore gives back', () => {
    let isBroken = false;
    const bytes = {
      length: FILE.length,
      slice: () => bytes,
      subarray(startByte: number, endByte: number) {
        if (isBroken) throw new Error('the disk is gone');
        return FILE.subarray(startByte, endByte);
      },
    };
    const database = new SQL.Database(bytes as unknown as ArrayLike<number>);
    const statement = database.prepare(GET);
    const stack = SQL.stackSave();
    isBroken = true;
    expect(() => statement.get([2])).toThrow('the disk is gone');
    expect(SQL.stackSave()).toBeLessThan(stack);
    SQL.stackRestore(stack);
    expect(SQL.stackSave()).toBe(stack);
    database.close();
  });
});
