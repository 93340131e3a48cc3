import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Icon } from '../controls/icon.tsx';
import { useActions } from '../store-context.ts';
import { FileInputs } from './file-inputs.tsx';
import styles from './open-dialog.module.css';
import { RecentList } from './recent-list.tsx';
import { parseAddress } from './url-field.ts';
import { useFolders } from './use-folders.ts';

export interface OpenDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The dialog "Open dataset": files, a folder, an address, one that was open before, or the demo. */
export function OpenDialog({ isOpen, onClose }: OpenDialogProps) {
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const { chooseFolder, allowFolder } = useFolders(() => folderInput.current?.click());

  return (
    <Dialog
      title="Open dataset"
      widthPx={860}
      topPx={112}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <span>Files are read in this browser. Nothing is uploaded.</span>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.body}>
          <FileInputs filesInput={filesInput} folderInput={folderInput} />
          <div className={styles.drop}>
            <span className={styles.dropIcon}>
              <Icon name="folder" />
            </span>
            <p>Drop a dataset folder, its files or a snapshot</p>
            <div className={styles.choices}>
              <Button icon="folder" onClick={chooseFolder}>
                Choose folder
              </Button>
              <Button icon="file" onClick={() => filesInput.current?.click()}>
                Choose files
              </Button>
            </div>
          </div>
          <AddressForm />
          <Accepted />
        </div>
        <RecentList onAllow={allowFolder} onChooseFiles={() => filesInput.current?.click()} />
      </div>
    </Dialog>
  );
}

function AddressForm() {
  const actions = useActions();
  const fieldId = useId();
  const messageId = useId();
  const [text, setText] = useState('');
  const [message, setMessage] = useState<string | null>(null);

  function open(event: FormEvent) {
    event.preventDefault();
    const draft = parseAddress(text, document.baseURI);
    if (draft.isValid) void actions.openDataset({ kind: 'url', url: draft.url });
    else setMessage(draft.message);
  }

  return (
    <form className={styles.address} onSubmit={open} noValidate>
      <label htmlFor={fieldId} className={styles.title}>
        From a URL
      </label>
      <div className={styles.addressRow}>
        <span className={styles.addressField}>
          <Icon name="globe" />
          <input
            id={fieldId}
            type="url"
            data-autofocus
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://…/data.mdb or https://…/hdtf.sqlite"
            className={styles.addressInput}
            aria-invalid={message !== null}
            aria-describedby={messageId}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setMessage(null);
            }}
          />
        </span>
        <Button type="submit" variant="primary">
          Open
        </Button>
      </div>
      <p id={messageId} className={message === null ? styles.hint : styles.invalid}>
        {message ?? 'The host has to answer Range requests and allow this origin. Only the pages in view are read.'}
      </p>
    </form>
  );
}

const ACCEPTED = [
  ['data.mdb', 'LMDB with clips of sound and coefficients. lock.mdb is not needed.'],
  ['train.txt …', 'Split lists, one sequence a line. Without them all is one list.'],
  ['stats_train.npz', 'Mean and std for z-scores. Without it raw values are shown.'],
  ['*.sqlite', 'Snapshot: all of these in one file, as an export writes it.'],
] as const;

function Accepted() {
  return (
    <div className={styles.accepted}>
      <h3 className={styles.title}>Accepted</h3>
      <dl className={styles.acceptedList}>
        {ACCEPTED.map(([name, words]) => (
          <div key={name} className={styles.acceptedRow}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
