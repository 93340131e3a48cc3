import { type FormEvent, useId, useRef, useState } from 'react';
import { DEMO_URL } from '../../state/link.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Icon } from '../controls/icon.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { FileInputs } from './file-inputs.tsx';
import styles from './open-dialog.module.css';
import { parseAddress } from './url-field.ts';

/** The dialog "Open dataset": files, a folder, an address, or the demo. */
export function OpenDialog() {
  const actions = useActions();
  const isShown = useAppState((state) => state.isOpenDialogShown);
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const close = () => actions.showOpenDialog(false);

  return (
    <Dialog
      title="Open dataset"
      widthPx={640}
      topPx={112}
      isOpen={isShown}
      onClose={close}
      foot={
        <>
          <span>Files are read in this browser. Nothing is uploaded.</span>
          <Button variant="ghost" onClick={close}>
            Cancel
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <FileInputs filesInput={filesInput} folderInput={folderInput} />
        <div className={styles.drop}>
          <span className={styles.dropIcon}>
            <Icon name="folder" />
          </span>
          <p>Drop a dataset folder or its files</p>
          <div className={styles.choices}>
            <Button icon="folder" onClick={() => folderInput.current?.click()}>
              Choose folder
            </Button>
            <Button icon="file" onClick={() => filesInput.current?.click()}>
              Choose files
            </Button>
          </div>
        </div>
        <AddressForm />
        <Accepted />
        <p className={styles.demo}>
          No data at hand?{' '}
          <Button variant="link" onClick={() => void actions.openDataset({ kind: 'url', url: DEMO_URL })}>
            Open the demo
          </Button>
        </p>
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
            placeholder="https://…/data.mdb"
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
