import { useState } from 'react';
import { MAX_PITCH_HZ, MIN_PITCH_HZ } from '../../core/signal/pitch.ts';
import { brushedRowsOf, sequencesOf } from '../../state/overview/overview-selectors.ts';
import type { Measuring } from '../../state/overview/overview-state.ts';
import { formatFigureTable } from '../../state/overview/overview-table-text.ts';
import type { TableCounts } from '../../state/overview/profile-table.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { WorkProgress } from '../controls/work-progress.tsx';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import styles from './measure-bar.module.css';
import { UnreadableDialog } from './unreadable-dialog.tsx';

/** How many sequences are measured over how many of their frames, and what could not be read. */
export function MeasureBar() {
  const { overview } = useActions();
  const store = useAppStore();
  const measuring = useAppState((state) => state.overview.measuring);
  const counts = useAppState((state) => state.overview.table?.counts ?? null);
  const total = useAppState((state) => sequencesOf(state).length);
  const flagged = useAppState(({ flaggedEntries }) => flaggedEntries.size);
  const [isListShown, setIsListShown] = useState(false);

  const saveTable = () => {
    const state = store.getState();
    const { table } = state.overview;
    if (table === null || state.dataset.phase !== 'open') return;
    const text = formatFigureTable(table, sequencesOf(state), brushedRowsOf(state).rows);
    downloadFile({ fileName: `${state.dataset.summary.name}-figures.csv`, bytes: new TextEncoder().encode(text) });
  };

  return (
    <div className={styles.bar}>
      {measuring.phase === 'running' ? (
        <div className={styles.progress}>
          <WorkProgress
            label="Measuring sequences"
            doneCount={measuring.doneSequences}
            totalCount={measuring.totalSequences}
            unit="sequences"
            words={`${formatCount(measuring.doneSequences)} of ${formatCount(measuring.totalSequences)} sequences; figures are provisional`}
            onCancel={() => overview.cancelMeasuring()}
          />
        </div>
      ) : (
        <Outcome measuring={measuring} counts={counts} total={total} />
      )}
      {counts !== null && counts.unreadable + counts.partly > 0 && (
        <Button variant="link" onClick={() => setIsListShown(true)}>
          {describeUnreadable(counts)}
        </Button>
      )}
      <span className={styles.right}>
        {flagged > 0 && (
          <span className={styles.flagged}>
            <b>{formatCount(flagged)}</b> flagged
          </span>
        )}
        <Button
          variant="ghost"
          disabled={counts === null}
          title="All figures of the list, in its order"
          onClick={saveTable}
        >
          Save CSV
        </Button>
        {measuring.phase !== 'running' && measuring.phase !== 'none' && (
          <Button variant="ghost" onClick={() => void overview.measure()}>
            Measure again
          </Button>
        )}
      </span>
      <UnreadableDialog isOpen={isListShown} onClose={() => setIsListShown(false)} />
    </div>
  );
}

function Outcome(props: {
  readonly measuring: Exclude<Measuring, { phase: 'running' }>;
  readonly counts: TableCounts | null;
  readonly total: number;
}) {
  const { measuring, counts, total } = props;
  if (measuring.phase === 'failed') return <InlineProblem problem={measuring.problem} />;
  if (counts === null) return <span className={styles.note}>Not measured yet</span>;
  const done = counts.measured + counts.partly;
  const isWhole = measuring.phase === 'done' && counts.measured === total;
  return (
    <span role="status" aria-label="Measured" className={styles.outcome}>
      <span className={isWhole ? styles.whole : styles.note}>
        <Icon name={isWhole ? 'check' : 'note'} />
      </span>
      <span className={styles.done}>
        {measuring.phase === 'stopped' && 'Stopped. '}
        Measured {formatCount(done)} of {formatCount(total)} sequences
      </span>
      <span className={styles.note}>
        {formatCount(counts.framesMeasured)} of {formatCount(counts.frames)} frames
      </span>
      {measuring.phase === 'done' && <span className={styles.time}>{(measuring.tookMs / 1000).toFixed(1)} s</span>}
      <span className={styles.method}>
        Pitch by autocorrelation, {MIN_PITCH_HZ} to {MAX_PITCH_HZ} Hz. Syllables are envelope peaks per voiced second, a
        proxy.
      </span>
    </span>
  );
}

function describeUnreadable({ unreadable, partly }: TableCounts): string {
  const parts = [
    unreadable > 0 ? `${formatCount(unreadable)} unreadable` : null,
    partly > 0 ? `${formatCount(partly)} in part` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
