import { useEffect, useState } from 'react';
import { useActions } from '../store-context.ts';
import styles from './drop-overlay.module.css';
import { collectFiles, entriesOfDrop } from './dropped-files.ts';
import { useOpenGiven } from './use-open-given.ts';

/** Takes files and folders dropped anywhere on the page, and says so while they are dragged over it. */
export function DropOverlay() {
  const actions = useActions();
  const openGiven = useOpenGiven();
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    // Enter and leave come in pairs for each element under the pointer; the drag has left the page at zero.
    let depth = 0;

    function enter(event: DragEvent) {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    }
    function leave(event: DragEvent) {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    }
    function allow(event: DragEvent) {
      if (hasFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent) {
      if (event.dataTransfer === null || !hasFiles(event)) return;
      // A part of the page may have taken it.
      const isTaken = event.defaultPrevented;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (isTaken) return;
      const { entries, files } = entriesOfDrop(event.dataTransfer);
      collectFiles(entries).then(
        (collected) => openGiven([...collected, ...files], 'dropped files'),
        (error: unknown) => actions.addMessage({ severity: 'error', problem: unreadableDrop(error) }),
      );
    }

    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', allow);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', allow);
      document.removeEventListener('drop', drop);
    };
  }, [actions, openGiven]);

  if (!isOver) return null;
  return (
    <div className={styles.overlay}>
      <p className={styles.words}>Drop a dataset folder, its files or a snapshot to open it here</p>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function unreadableDrop(error: unknown) {
  return {
    code: 'drop-unreadable',
    what: 'What was dropped cannot be read',
    expected: 'files and folders that this browser may read',
    found: error instanceof Error ? error.message : String(error),
    where: 'dropped files',
  };
}
