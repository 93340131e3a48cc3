import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { requestKey } from '../../state/flag-sync.ts';
import { DEMO_URL } from '../../state/link.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { listKeptFolders } from './kept-folders.ts';
import { describeAge, describeRecent, type RecentDataset } from './recent-datasets.ts';
import styles from './recent-list.module.css';
import { forgetRecents, recentStore } from './recent-store.ts';

export interface RecentListProps {
  /** Opens a folder that is kept under this key. */
  readonly onAllow: (key: string) => void;
  readonly onChooseFiles: () => void;
}

/** Datasets that were open in this browser, and the way to the demo. */
export function RecentList({ onAllow, onChooseFiles }: RecentListProps) {
  const actions = useActions();
  const recents = useStore(recentStore, (state) => state.recents);
  const openKey = useAppState(({ dataset }) =>
    dataset.phase === 'open' ? requestKey(dataset.request, dataset.summary.sizeBytes) : null,
  );
  const keptFolders = useKeptFolders();
  const [nowMs] = useState(Date.now);

  return (
    <div className={styles.recent}>
      <h3 className={styles.title}>Recent</h3>
      {recents.length === 0 && (
        <p className={styles.words}>Datasets that you open are listed here, in this browser only.</p>
      )}
      <ul className={styles.list}>
        {recents.map((recent) => (
          <li key={recent.key} className={styles.row}>
            <Icon name={recent.url === null ? 'database' : 'globe'} />
            <span className={styles.names}>
              <span className={styles.name}>{recent.name}</span>
              <span className={styles.detail}>{describeRecent(recent)}</span>
            </span>
            {recent.key === openKey ? (
              <span className={styles.age}>open now</span>
            ) : (
              <>
                <span className={styles.age}>{describeAge(recent.openedAtMs, nowMs)}</span>
                <RowButton
                  recent={recent}
                  isKept={keptFolders.has(recent.key)}
                  onAllow={onAllow}
                  onChooseFiles={onChooseFiles}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {recents.length > 0 && (
        <p className={styles.words}>
          <Button variant="link" onClick={forgetRecents}>
            Forget these
          </Button>
        </p>
      )}
      <p className={styles.words}>
        No data at hand?{' '}
        <Button variant="link" onClick={() => void actions.openDataset({ kind: 'url', url: DEMO_URL })}>
          Open the demo
        </Button>
      </p>
    </div>
  );
}

interface RowButtonProps extends RecentListProps {
  readonly recent: RecentDataset;
  /** Whether the browser keeps a handle of its folder. */
  readonly isKept: boolean;
}

function RowButton({ recent, isKept, onAllow, onChooseFiles }: RowButtonProps) {
  const actions = useActions();
  const { url, name, key } = recent;
  if (url !== null) {
    return (
      <Button aria-label={`Open ${name}`} onClick={() => void actions.openDataset({ kind: 'url', url })}>
        Open
      </Button>
    );
  }
  return isKept ? (
    <Button aria-label={`Allow ${name}`} title="The browser asks for permission again" onClick={() => onAllow(key)}>
      Allow
    </Button>
  ) : (
    <Button aria-label={`Choose ${name} again`} title="A page cannot open files by itself" onClick={onChooseFiles}>
      Choose again
    </Button>
  );
}

function useKeptFolders(): ReadonlySet<string> {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let isShown = true;
    void listKeptFolders().then((keys) => isShown && setKept(keys));
    return () => {
      isShown = false;
    };
  }, []);
  return kept;
}
