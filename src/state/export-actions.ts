import type { StoreApi } from 'zustand/vanilla';
import type { FileChunk } from '../core/bytes/chunk-sink.ts';
import { DataError, type Problem } from '../core/errors.ts';
import { requireValue } from '../worker/answer.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import type { Actions } from './actions.ts';
import type { AppState, ExportState } from './app-state.ts';

/** The file that a snapshot is written to, wherever it lies. A `DataError` where it does not take the bytes. */
export interface SnapshotFile {
  readonly name: string;
  /** Resolves once the bytes are taken: the worker makes no more until then. */
  write(chunk: FileChunk): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export interface ExportActions extends Pick<Actions, 'exportSnapshot' | 'cancelExport'> {
  /** Stops what is under way and forgets what was done: another dataset is being opened. */
  forget(): void;
}

/** Bytes that the page asks for at once. */
const PART_BYTES = 4 * 2 ** 20;
/** Problems that are listed; all are counted, and all are in the snapshot. */
const LISTED_PROBLEMS = 20;

/** Writing a snapshot of the open dataset. One at a time. */
export function createExportActions(store: StoreApi<AppState>, worker: DatasetWorkerApi): ExportActions {
  let turn = 0;

  const put = (exporting: ExportState) => store.setState({ exporting });

  async function exportSnapshot(entries: readonly string[] | null, file: SnapshotFile): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') throw new Error('no dataset is open');
    const mine = ++turn;
    const isWanted = () => mine === turn;
    put({ phase: 'running', fileName: file.name, progress: null, startMs: performance.now(), problemCount: 0 });
    try {
      const { id } = requireValue(await worker.startExport({ entries, name: dataset.summary.name }));
      const done = await pull(id, file, isWanted).finally(() => worker.cancelExport(id));
      if (!isWanted()) return await file.abandon();
      await file.finish();
      if (isWanted()) put(done);
    } catch (error) {
      await file.abandon();
      if (isWanted()) put(error instanceof DataError ? { phase: 'failed', problem: error.problem } : { phase: 'none' });
      if (!(error instanceof DataError)) throw error;
    }
  }

  /** Moves the parts from the worker to the file until the last, or until nobody wants them. */
  async function pull(id: number, file: SnapshotFile, isWanted: () => boolean): Promise<ExportState> {
    const problems: Problem[] = [];
    let problemCount = 0;
    let sizeBytes = 0;
    while (isWanted()) {
      const { chunks, progress, problems: found, summary } = requireValue(await worker.stepExport(id, PART_BYTES));
      for (const chunk of chunks) {
        if (!isWanted()) break;
        await file.write(chunk);
        sizeBytes = Math.max(sizeBytes, chunk.startByte + chunk.bytes.length);
      }
      problemCount += found.length;
      problems.push(...found.slice(0, LISTED_PROBLEMS - problems.length));
      if (summary !== null) {
        return { phase: 'done', fileName: file.name, sizeBytes, summary, problems };
      }
      const { exporting } = store.getState();
      if (isWanted() && exporting.phase === 'running') put({ ...exporting, progress, problemCount });
    }
    return { phase: 'none' };
  }

  function forget(): void {
    turn++;
    put({ phase: 'none' });
  }

  return { exportSnapshot, cancelExport: forget, forget };
}
