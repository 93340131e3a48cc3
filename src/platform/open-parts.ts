import type { Folder } from '../core/bytes/folder.ts';
import { type DatasetParts, openParts, SQLJS_MISSING } from '../core/dataset/open-store.ts';
import { DataError } from '../core/errors.ts';
import type { SqlJsModule } from '../core/snapshot/sqljs-module.ts';

/** Opens a folder's store; what reads snapshots is loaded for snapshots alone. */
export async function openFolderParts(folder: Folder, loadSqlJs: () => Promise<SqlJsModule>): Promise<DatasetParts> {
  try {
    return openParts(folder);
  } catch (error) {
    if (!(error instanceof DataError) || error.problem.code !== SQLJS_MISSING) throw error;
    return openParts(folder, await loadSqlJs());
  }
}
