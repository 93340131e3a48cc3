import { describe, expect, it } from 'vitest';
import { loadSqlJs } from './sqljs.ts';

describe('loadSqlJs', () => {
  it('starts sql.js in Node, with the stack that reading lazily needs', async () => {
    const SQL = await loadSqlJs();
    const stack = SQL.stackSave();
    const database = new SQL.Database();
    expect(database.exec('SELECT 6 * 7')).toEqual([{ columns: ['6 * 7'], values: [[42]] }]);
    database.close();
    expect(SQL.stackSave()).toBe(stack);
  });

  it('starts it once', async () => {
    expect(await loadSqlJs()).toBe(await loadSqlJs());
  });
});
