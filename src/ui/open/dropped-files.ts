import type { GivenFile } from './dataset-files.ts';
import { isDatasetFile } from './dataset-files.ts';

/** The part of `FileSystemEntry` (File and Directory Entries API) that is used here. */
export interface DroppedEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly name: string;
}

interface DroppedFileEntry extends DroppedEntry {
  file(done: (file: File) => void, fail: (error: unknown) => void): void;
}

interface DroppedFolderEntry extends DroppedEntry {
  createReader(): {
    readEntries(done: (entries: DroppedEntry[]) => void, fail: (error: unknown) => void): void;
  };
}

/** A dataset's folder is flat; a home folder dropped by mistake must not be walked to its end. */
const MAX_DEPTH = 4;
const MAX_FILES = 10_000;

/**
 * Entries of a drop. Has to be called within the event, before anything is awaited: the browser empties the transfer afterwards.
 * Browsers without entries give plain files.
 */
export function entriesOfDrop(transfer: DataTransfer): { entries: DroppedEntry[]; files: GivenFile[] } {
  const entries: DroppedEntry[] = [];
  const files: GivenFile[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    else if (file !== null) files.push({ path: file.name, file });
  }
  return { entries, files };
}

/** Walks the dropped folders and collects what may belong to a dataset, with its path from the drop. */
export async function collectFiles(entries: readonly DroppedEntry[]): Promise<GivenFile[]> {
  const collected: GivenFile[] = [];
  let level = entries.map((entry) => ({ entry, folder: '' }));
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { entry, folder } of level) {
      if (collected.length >= MAX_FILES) return collected;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isFileEntry(entry)) {
        if (isDatasetFile(path)) collected.push({ path, file: await readFile(entry) });
      } else if (isFolderEntry(entry)) {
        for (const child of await readFolder(entry)) next.push({ entry: child, folder: path });
      }
    }
    level = next;
  }
  return collected;
}

function isFileEntry(entry: DroppedEntry): entry is DroppedFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: DroppedEntry): entry is DroppedFolderEntry {
  return entry.isDirectory;
}

function readFile(entry: DroppedFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** `readEntries` hands out a folder in portions (Chromium: 100); an empty one is the end. */
async function readFolder(entry: DroppedFolderEntry): Promise<DroppedEntry[]> {
  const reader = entry.createReader();
  const all: DroppedEntry[] = [];
  while (all.length < MAX_FILES) {
    const portion = await new Promise<DroppedEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) break;
    all.push(...portion);
  }
  return all;
}
