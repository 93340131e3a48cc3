import { type FormEvent, useId, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { parseNumberDraft } from '../controls/number-draft.ts';
import { selectHead } from '../crop/open-sequence.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import styles from './go-to-frame.module.css';
import { showFrame } from './show-frame.ts';

/** Asks for a frame number and puts the playhead there. */
export function GoToFrameDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const head = useAppState(selectHead);
  return (
    <Dialog title="Go to frame" widthPx={320} topPx={212} isOpen={isOpen && head !== null} onClose={onClose}>
      {head !== null && <FrameForm lastFrame={head.n_frames - 1} onClose={onClose} />}
    </Dialog>
  );
}

function FrameForm({ lastFrame, onClose }: { readonly lastFrame: number; readonly onClose: () => void }) {
  const store = useAppStore();
  const messageId = useId();
  const [text, setText] = useState(() => String(Math.floor(store.getState().playheadFrame)));
  const draft = parseNumberDraft(text, { min: 0, max: lastFrame, step: 1 });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!draft.isValid) return;
    showFrame(store, draft.value);
    onClose();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <input
        data-autofocus
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label="Frame number"
        aria-invalid={!draft.isValid}
        aria-describedby={messageId}
        className={styles.field}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="primary" disabled={!draft.isValid}>
        Go
      </Button>
      <p id={messageId} className={draft.isValid ? styles.hint : styles.invalid}>
        {draft.isValid ? `0 to ${lastFrame}` : `No frame of this sequence: 0 to ${lastFrame}`}
      </p>
    </form>
  );
}
