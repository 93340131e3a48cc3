import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import type { SqlJsModule } from '../../core/snapshot/sqljs-module.ts';
import { loadSqlJs } from '../sqljs.ts';

/** Starts sql.js in a worker, with the WebAssembly file that the build puts beside the app: nothing comes from another origin. */
export function loadSqlJsInWorker(): Promise<SqlJsModule> {
  return loadSqlJs(wasmUrl);
}
