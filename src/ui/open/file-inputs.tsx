import { type ChangeEvent, type RefObject, useEffect, useRef } from 'react';
import styles from './file-inputs.module.css';
import { useOpenGiven } from './use-open-given.ts';

export interface FileInputsProps {
  readonly filesInput?: RefObject<HTMLInputElement | null>;
  readonly folderInput?: RefObject<HTMLInputElement | null>;
}

/** The page's two file inputs. They are out of sight: the dialog's buttons, which have the words, press them. */
export function FileInputs({ filesInput, folderInput }: FileInputsProps) {
  const openGiven = useOpenGiven();
  const ownFolderInput = useRef<HTMLInputElement>(null);
  const folder = folderInput ?? ownFolderInput;

  // React does not know this attribute.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [folder]);

  function open(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.currentTarget.files ?? [])];
    // Emptied, so that choosing the same files again is a change.
    event.currentTarget.value = '';
    if (files.length === 0) return;
    const given = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    openGiven(given, given[0]?.path.includes('/') ? 'chosen folder' : 'chosen files');
  }

  return (
    <>
      <input
        ref={filesInput}
        type="file"
        multiple
        accept=".mdb,.sqlite,.txt,.npz"
        aria-label="Dataset files"
        tabIndex={-1}
        className={styles.hidden}
        onChange={open}
      />
      <input
        ref={folder}
        type="file"
        aria-label="Dataset folder"
        tabIndex={-1}
        className={styles.hidden}
        onChange={open}
      />
    </>
  );
}
