import { useActions } from '../store-context.ts';
import { collectFromHandle, type FolderHandle, folderPicker } from './folder-handle.ts';
import { readKeptFolder } from './kept-folders.ts';
import { useOpenGiven } from './use-open-given.ts';

export interface Folders {
  readonly chooseFolder: () => void;
  /** Opens a folder that is kept, asking for permission again. */
  readonly allowFolder: (key: string) => void;
}

/** Opening folders by handle, which can be kept for the next visit; `pressInput` opens the page's own folder input where there are none. */
export function useFolders(pressInput: () => void): Folders {
  const actions = useActions();
  const openGiven = useOpenGiven();

  async function open(folder: FolderHandle): Promise<void> {
    openGiven(await collectFromHandle(folder), 'chosen folder', folder);
  }

  async function choose(): Promise<void> {
    const pick = folderPicker();
    if (pick === null) {
      pressInput();
      return;
    }
    const folder = await pick();
    if (folder !== null) await open(folder);
  }

  async function allow(key: string): Promise<void> {
    const folder = await readKeptFolder(key);
    if (folder === null) return choose();
    if ((await folder.requestPermission({ mode: 'read' })) === 'granted') await open(folder);
  }

  function report(error: unknown): void {
    actions.showOpenDialog(false);
    actions.addMessage({ severity: 'error', problem: unreadableFolder(error) });
  }

  return {
    chooseFolder: () => void choose().catch(report),
    allowFolder: (key) => void allow(key).catch(report),
  };
}

function unreadableFolder(error: unknown) {
  return {
    code: 'folder-unreadable',
    what: 'The folder cannot be read',
    expected: 'a folder that is still there and that this browser may read',
    found: error instanceof Error ? error.message : String(error),
    where: 'chosen folder',
  };
}
