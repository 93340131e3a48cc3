import { memo, useState } from 'react';
import { formatLink } from '../../state/link.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import type { SavedKind } from '../../worker/protocol.ts';
import { useCopy } from '../clipboard/use-copy.ts';
import { Button } from '../controls/button.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { snippetOf } from './python-of-state.ts';
import { saveSampleFile } from './save-sample.ts';
import { SaveWavMenu } from './save-wav-menu.tsx';
import styles from './take-away.module.css';

/** The very sample as a script, as files and as a link. */
export const TakeAway = memo(function TakeAway({ hasCrop }: { readonly hasCrop: boolean }) {
  const store = useAppStore();
  const python = useCopy();
  const link = useCopy();
  const { save, saving } = useSave();
  const isStatisticsKnown = useAppState(
    (state) => state.statisticsSource === 'file' || statisticsInUse(state) !== null,
  );

  function copyPython() {
    const text = snippetOf(store.getState());
    if (text !== null) python.copy(text, 'the Python script');
  }

  function copyLink() {
    link.copy(new URL(formatLink(store.getState()), window.location.href).href, 'the link');
  }

  return (
    <div className={styles.takeAway}>
      {!hasCrop && <p className={styles.reason}>No crop, so there is no sample to take away.</p>}
      {hasCrop && !isStatisticsKnown && (
        <p className={styles.reason}>Save .npz waits for the chosen statistics: it holds normalized values.</p>
      )}
      <div className={styles.buttons}>
        <Button
          variant="primary"
          icon="copy"
          disabled={!hasCrop}
          title="A script that reads this very sample with numpy, lmdb and torchaudio"
          onClick={copyPython}
        >
          {python.isCopied ? 'Copied' : 'Copy Python'}
        </Button>
        <Button
          icon="download"
          disabled={!hasCrop || !isStatisticsKnown}
          title="Audio and coefficients, raw and normalized, for numpy.load"
          onClick={() => save('npz')}
        >
          {saving === 'npz' ? 'Saving' : 'Save .npz'}
        </Button>
        <SaveWavMenu isDisabled={!hasCrop} onSave={save} />
        <Button icon="link" title="The address of this view" onClick={copyLink}>
          {link.isCopied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </div>
  );
});

/** Saves one file at a time; why one cannot be made becomes a message. */
function useSave(): { readonly save: (kind: SavedKind) => void; readonly saving: SavedKind | null } {
  const actions = useActions();
  const [saving, setSaving] = useState<SavedKind | null>(null);

  async function run(kind: SavedKind): Promise<void> {
    setSaving(kind);
    try {
      await saveSampleFile(actions, kind);
    } finally {
      setSaving(null);
    }
  }

  return {
    save: (kind) => {
      if (saving === null) void run(kind);
    },
    saving,
  };
}
