import type { FileChunk } from '../../core/bytes/chunk-sink.ts';
import { DataError } from '../../core/errors.ts';
import type { SnapshotFile } from '../../state/export-actions.ts';

/** The File System Access API as far as it is used; TypeScript's own types lack the picker. */
interface FileHandle {
  readonly name: string;
  getFile(): Promise<Blob>;
  createWritable(): Promise<WritableFile>;
  /** Chromium alone. */
  remove?(): Promise<void>;
}

interface WritableFile {
  write(part: { readonly type: 'write'; readonly position: number; readonly data: Uint8Array }): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

type SavePicker = (options: {
  readonly suggestedName: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Readonly<Record<string, readonly string[]>>;
  }[];
}) => Promise<FileHandle>;

/**
 * The file that the user chooses, written to as the bytes come; in browsers without a choice, one that is put together and handed to the
 * downloads. Null where the user chose none. To be called while a click is being handled.
 */
export async function chooseSnapshotFile(fileName: string): Promise<SnapshotFile | null> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SavePicker };
  if (showSaveFilePicker === undefined) return createDownload(fileName);
  try {
    const types = [{ description: 'Snapshot', accept: { 'application/vnd.sqlite3': ['.sqlite'] } }];
    return await createDiskFile(await showSaveFilePicker({ suggestedName: fileName, types }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw unwritable(fileName, error);
  }
}

/** The browser writes beside the file and puts it in place when it is closed. */
async function createDiskFile(handle: FileHandle): Promise<SnapshotFile> {
  const wasEmpty = (await handle.getFile()).size === 0;
  const writable = await handle.createWritable();
  const attempt = async (call: Promise<void>) => {
    try {
      await call;
    } catch (error) {
      throw unwritable(handle.name, error);
    }
  };
  return {
    name: handle.name,
    write: ({ startByte, bytes }) => attempt(writable.write({ type: 'write', position: startByte, data: bytes })),
    finish: () => attempt(writable.close()),
    async abandon() {
      // Both fail where there is nothing left to do.
      await writable.abort().catch(() => undefined);
      // Choosing a new name has made an empty file of that name.
      if (wasEmpty) await handle.remove?.().catch(() => undefined);
    },
  };
}

/** Blobs, which browsers move from memory to disk as they see fit. */
function createDownload(fileName: string): SnapshotFile {
  let parts: Blob[] = [];
  let size = 0;
  return {
    name: fileName,
    async write({ startByte, bytes }: FileChunk) {
      if (startByte === size) parts.push(new Blob([bytes]));
      else {
        const whole = new Blob(parts);
        parts = [whole.slice(0, startByte), new Blob([bytes]), whole.slice(startByte + bytes.length)];
      }
      size = Math.max(size, startByte + bytes.length);
    },
    async finish() {
      const url = URL.createObjectURL(new Blob(parts, { type: 'application/vnd.sqlite3' }));
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = fileName;
      anchor.click();
      // The browser has taken the file over once this task is done.
      setTimeout(() => URL.revokeObjectURL(url), 0);
    },
    async abandon() {
      parts = [];
    },
  };
}

function unwritable(fileName: string, error: unknown): DataError {
  return new DataError({
    code: 'file-unwritable',
    what: 'The file cannot be written',
    expected: 'a place that takes the snapshot',
    found: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    where: fileName,
  });
}
