import type { SqlJsStatic } from 'sql.js';

/** What sql.js 1.16.0 exports: its documented classes, and the WebAssembly stack, which its types leave out. */
export interface SqlJsModule extends SqlJsStatic {
  stackSave(): number;
  stackRestore(stackPointer: number): void;
}

/** Tells whether a loaded sql.js has what reading lazily needs. */
export function isSqlJsModule(module: SqlJsStatic): module is SqlJsModule {
  const { stackSave, stackRestore } = module as Partial<SqlJsModule>;
  return typeof stackSave === 'function' && typeof stackRestore === 'function';
}
