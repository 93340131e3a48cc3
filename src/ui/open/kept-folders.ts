import type { FolderHandle } from './folder-handle.ts';

const DATABASE = 'talkscope';
const STORE = 'folders';

/**
 * Handles of folders that the user chose, kept in this browser; only IndexedDB can hold them. Where it cannot (private windows, other
 * browsers) nothing is kept, and the folder is chosen anew.
 */
export async function keepFolder(key: string, folder: FolderHandle): Promise<void> {
  await withStore('readwrite', (store) => store.put(folder, key));
}

/** Keys of the folders that are kept. */
export async function listKeptFolders(): Promise<ReadonlySet<string>> {
  const keys = await withStore('readonly', (store) => store.getAllKeys());
  return new Set(keys?.filter((key) => typeof key === 'string'));
}

export async function readKeptFolder(key: string): Promise<FolderHandle | null> {
  const kept: unknown = await withStore('readonly', (store) => store.get(key));
  return isFolderHandle(kept) ? kept : null;
}

/** Lets go of all folders but these. */
export async function forgetFoldersBut(keys: readonly string[]): Promise<void> {
  for (const key of await listKeptFolders()) {
    if (!keys.includes(key)) await withStore('readwrite', (store) => store.delete(key));
  }
}

/** Answer of one request; null where this browser keeps nothing. */
async function withStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    const database = await openDatabase();
    try {
      return await answerOf(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isFolderHandle(value: unknown): value is FolderHandle {
  return typeof value === 'object' && value !== null && 'requestPermission' in value && 'values' in value;
}
