import { useMemo } from 'react';
import { profileFigure } from '../../core/profile/profile-figures.ts';
import { lagConsequence } from '../../state/overview/consequence.ts';
import {
  brushedRowsOf,
  chosenEntryOf,
  countSplits,
  FPS,
  rowOfEntry,
  sequencesOf,
} from '../../state/overview/overview-selectors.ts';
import { formatSplitList } from '../../state/overview/overview-table-text.ts';
import { useCopy } from '../clipboard/use-copy.ts';
import { Button } from '../controls/button.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { BrushedGrid } from './brushed-grid.tsx';
import styles from './brushed-panel.module.css';
import { formatSplitCounts } from './totals-words.ts';
import { useOpenRow } from './use-open-row.ts';

/** The list of what is brushed, what it would do to a model where that is measured, and what to do with it. */
export function BrushedPanel({ isPrimary }: { readonly isPrimary: boolean }) {
  const table = useAppState(({ overview }) => overview.table);
  return (
    <>
      <PanelHead />
      <BrushedGrid table={table} />
      <Consequence />
      <PanelButtons isPrimary={isPrimary} />
    </>
  );
}

function PanelHead() {
  const brushed = useAppState(brushedRowsOf);
  const sequences = useAppState(sequencesOf);
  const sort = useAppState(({ overview }) => overview.sort);
  const dataset = useAppState((state) => state.dataset);
  const counts = useMemo(() => countSplits({ dataset }, brushed.rows), [dataset, brushed]);
  const order = sort.key === 'entry' ? '' : `, by ${profileFigure(sort.key).label.toLowerCase()}`;
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>Brushed</h2>
      <output aria-label="Brushed" className={styles.count}>
        <b>{formatCount(brushed.rows.length)}</b> of {formatCount(sequences.length)}
        {order}
      </output>
      <span className={styles.splits} title={formatSplitCounts(counts)}>
        {formatSplitCounts(counts)}
      </span>
    </div>
  );
}

function Consequence() {
  const table = useAppState(({ overview }) => overview.table);
  const brushed = useAppState(brushedRowsOf);
  const lag = useMemo(() => (table === null ? null : lagConsequence(table, brushed.rows)), [table, brushed]);
  if (lag === null) return null;
  const size = Math.abs(lag.medianFrames);
  const frames = Number(size.toFixed(1));
  const subject = lag.sequences === 1 ? 'In 1 sequence' : `In ${formatCount(lag.sequences)} sequences`;
  const verb = lag.medianFrames > 0 ? 'trails' : 'runs ahead of';
  return (
    <p className={styles.consequence}>
      <SeverityIcon severity="warning" />
      <span>
        {subject} the jaw {verb} the sound by about {frames} frames ({Math.round((size / FPS) * 1000)} ms). A model
        trained on {lag.sequences === 1 ? 'it' : 'them'} learns the {lag.medianFrames > 0 ? 'delay' : 'shift'}.
      </span>
    </p>
  );
}

function PanelButtons({ isPrimary }: { readonly isPrimary: boolean }) {
  const store = useAppStore();
  const { overview } = useActions();
  const { isCopied, copy } = useCopy();
  const openRow = useOpenRow();
  const count = useAppState((state) => brushedRowsOf(state).rows.length);
  const chosen = useAppState(chosenEntryOf);

  const entries = () => {
    const state = store.getState();
    return Array.from(brushedRowsOf(state).rows, (row) => sequencesOf(state)[row]?.entry ?? '');
  };

  return (
    <div className={styles.buttons}>
      <Button
        icon="arrowRight"
        variant={isPrimary ? 'primary' : 'default'}
        disabled={chosen === null}
        title={chosen ?? undefined}
        onClick={() => openRow(rowOfEntry(store.getState(), chosen))}
      >
        <span className={styles.chosen}>Open {chosen ?? 'a sequence'}</span>
      </Button>
      <Button icon="flag" disabled={count === 0} onClick={() => overview.flagAll(entries())}>
        Flag all {formatCount(count)}
      </Button>
      <Button icon="copy" disabled={count === 0} onClick={() => copy(entries().join('\n'), 'the names')}>
        {isCopied ? 'Copied' : 'Copy names'}
      </Button>
      <Button
        icon="download"
        disabled={count === 0}
        title="A list of the brushed sequences that the training loader reads as a split"
        onClick={() => {
          const state = store.getState();
          const text = formatSplitList(sequencesOf(state), brushedRowsOf(state).rows);
          downloadFile({ fileName: 'brushed.txt', bytes: new TextEncoder().encode(text) });
        }}
      >
        Save list
      </Button>
    </div>
  );
}
