import { type ChangeEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import type { ComparedSide } from '../../state/normalize/normalize-state.ts';
import type { StatisticsRecipe } from '../../state/normalize/statistics-recipe.ts';
import type { DatasetRequest } from '../../worker/protocol.ts';
import { Button } from '../controls/button.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { pickDataset } from '../open/dataset-files.ts';
import { parseAddress } from '../open/url-field.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import styles from './source-menu.module.css';

/** Opens the second dataset: an address, files or a folder. It is compared as soon as it is open. */
export function OtherDatasetFields({
  side,
  recipe,
}: {
  readonly side: ComparedSide;
  readonly recipe: StatisticsRecipe;
}) {
  const { normalize } = useActions();
  const store = useAppStore();
  const other = useAppState((state) => state.normalize.other);
  const [text, setText] = useState('');
  const [message, setMessage] = useState<string | null>(null);
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  // React does not know this attribute.
  useEffect(() => folderInput.current?.setAttribute('webkitdirectory', ''), []);

  async function open(request: DatasetRequest): Promise<void> {
    setMessage(null);
    await normalize.openOther(request);
    const opened = store.getState().normalize.other;
    if (opened.phase !== 'open' || recipe.kind.startsWith('other')) return;
    normalize.setRecipe(
      side,
      opened.outline.statistics === null ? { kind: 'other-pooled', ddof: 0 } : { kind: 'other-file' },
    );
  }

  function openAddress(event: FormEvent) {
    event.preventDefault();
    const draft = parseAddress(text, document.baseURI);
    if (draft.isValid) void open({ kind: 'url', url: draft.url });
    else setMessage(draft.message);
  }

  function openFiles(event: ChangeEvent<HTMLInputElement>) {
    const given = [...(event.currentTarget.files ?? [])].map((file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    // Emptied, so that choosing the same files again is a change.
    event.currentTarget.value = '';
    if (given.length === 0) return;
    const request = pickDataset(given);
    if (request === null) setMessage('No data.mdb or snapshot (.sqlite) among these files');
    else void open(request);
  }

  return (
    <form className={styles.fields} onSubmit={openAddress} noValidate aria-label="Second dataset">
      <span className={styles.address}>
        <input
          type="url"
          aria-label="Address of the second dataset"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://…/data.mdb"
          className={styles.addressInput}
          aria-invalid={message !== null}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setMessage(null);
          }}
        />
        <Button type="submit">Open</Button>
      </span>
      <span className={styles.numbers}>
        <Button icon="folder" onClick={() => folderInput.current?.click()}>
          Choose folder
        </Button>
        <Button icon="file" onClick={() => filesInput.current?.click()}>
          Choose files
        </Button>
      </span>
      <input
        ref={filesInput}
        type="file"
        multiple
        accept=".mdb,.sqlite,.txt,.npz"
        aria-label="Files of the second dataset"
        tabIndex={-1}
        className={styles.hidden}
        onChange={openFiles}
      />
      <input
        ref={folderInput}
        type="file"
        aria-label="Folder of the second dataset"
        tabIndex={-1}
        className={styles.hidden}
        onChange={openFiles}
      />
      {message !== null && (
        <p role="alert" className={styles.invalid}>
          {message}
        </p>
      )}
      {other.phase === 'opening' && <p className={styles.note}>{`Opening ${other.name}`}</p>}
      {other.phase === 'failed' && <InlineProblem problem={other.problem} />}
    </form>
  );
}
