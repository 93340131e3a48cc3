import initSqlJs from 'sql.js';
import { isSqlJsModule, type SqlJsModule } from '../core/snapshot/sqljs-module.ts';

/**
 * Starts sql.js (SQLite in WebAssembly), once a process or worker: later calls give the same module. Node finds the WebAssembly file in the
 * package; a bundle has to say where it put it (see browser/sqljs.ts).
 *
 * @param wasmUrl address of the package's `.wasm` file.
 */
export async function loadSqlJs(wasmUrl?: string): Promise<SqlJsModule> {
  const SQL = await initSqlJs(wasmUrl === undefined ? {} : { locateFile: () => wasmUrl });
  if (isSqlJsModule(SQL)) return SQL;
  throw new Error('sql.js does not export what version 1.16.0 does, which src/core/snapshot was written for.');
}
