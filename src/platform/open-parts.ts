import type { ByteRange, ByteSource } from '../core/bytes/byte-source.ts';
import type { Folder } from '../core/bytes/folder.ts';
import { type DatasetParts, openParts, SQLJS_MISSING } from '../core/dataset/open-store.ts';
import { DataError } from '../core/errors.ts';
import { planSnapshotOpening } from '../core/snapshot/plan-opening.ts';
import type { SqlJsModule } from '../core/snapshot/sqljs-module.ts';

/** Fetches ranges of a source, so that the reads which follow need not wait one by one. */
export type Prefetch = (source: ByteSource, ranges: readonly ByteRange[]) => Promise<void>;

/** Opens a folder's store; what reads snapshots is loaded for snapshots alone. */
export async function openFolderParts(
  folder: Folder,
  loadSqlJs: () => Promise<SqlJsModule>,
  prefetch?: Prefetch,
): Promise<DatasetParts> {
  try {
    return openParts(folder);
  } catch (error) {
    if (!(error instanceof DataError) || error.problem.code !== SQLJS_MISSING) throw error;
    const SQL = await loadSqlJs();
    if (prefetch !== undefined) {
      const source = folder.openStore();
      await prefetch(source, planSnapshotOpening(SQL, source));
    }
    return openParts(folder, SQL);
  }
}
