import { type GivenFile, isDatasetFile } from './dataset-files.ts';

/** The part of `FileSystemDirectoryHandle` (File System Access API, Chromium) that is used here. */
export interface FolderHandle {
  readonly kind: 'directory';
  readonly name: string;
  values(): AsyncIterable<FolderHandle | FileHandle>;
  /** Asks the user where it has to; has to be called within a click. */
  requestPermission(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<File>;
}

type FolderPicker = (options: { readonly mode: 'read' }) => Promise<FolderHandle>;

/** A dataset's folder is flat; a home folder chosen by mistake must not be walked to its end. */
const MAX_DEPTH = 4;
const MAX_FILES = 10_000;

/** Lets the user choose a folder; null where they change their mind. Where it is absent the page's own file input is used. */
export function folderPicker(): (() => Promise<FolderHandle | null>) | null {
  if (!hasFolderPicker(window)) return null;
  const pick = window.showDirectoryPicker.bind(window);
  return async () => {
    try {
      return await pick({ mode: 'read' });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      throw error;
    }
  };
}

/** Files of the folder that may belong to a dataset, with their path from it. */
export async function collectFromHandle(folder: FolderHandle): Promise<GivenFile[]> {
  const collected: GivenFile[] = [];
  let seen = 0;
  let level = [{ folder, path: folder.name }];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { folder: parent, path: parentPath } of level) {
      for await (const child of parent.values()) {
        if (++seen > MAX_FILES) return collected;
        const path = `${parentPath}/${child.name}`;
        if (child.kind === 'directory') next.push({ folder: child, path });
        else if (isDatasetFile(path)) collected.push({ path, file: await child.getFile() });
      }
    }
    level = next;
  }
  return collected;
}

function hasFolderPicker(page: Window): page is Window & { readonly showDirectoryPicker: FolderPicker } {
  return 'showDirectoryPicker' in page && typeof page.showDirectoryPicker === 'function';
}
