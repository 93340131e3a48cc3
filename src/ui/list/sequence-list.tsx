import { useCallback, useMemo } from 'react';
import { createSampleConfig } from '../../core/sample/config.ts';
import { signalsOf } from '../../state/selectors.ts';
import { filterSequences } from '../../state/sequence-filter.ts';
import type { DatasetSummary, SequenceRow } from '../../worker/protocol.ts';
import { showPageDialog } from '../commands/page-dialog.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { SearchField } from '../controls/search-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import { describeCount, describeFlaws } from './list-model.ts';
import { SequenceGrid } from './sequence-grid.tsx';
import styles from './sequence-list.module.css';

/** Stands for every split; split names are file names, which are never empty. */
const ALL_SPLITS = '';
const DEFAULT_FPS = createSampleConfig().fps;
const NO_ROWS: readonly SequenceRow[] = [];

/** The left panel: filter, split, and the sequences of the dataset. */
export function SequenceList() {
  const actions = useActions();
  const dataset = useAppState((state) => state.dataset);
  const filterText = useAppState((state) => state.filterText);
  const splitFilter = useAppState((state) => state.splitFilter);
  const flaggedEntries = useAppState((state) => state.flaggedEntries);
  const isFlaggedOnly = useAppState((state) => state.isFlaggedOnly);
  const selectedEntry = useAppState(({ sequence }) => (sequence.phase === 'none' ? null : sequence.entry));
  const damagedClips = useAppState((state) => signalsOf(state)?.problemsByClip.size ?? 0);
  const fps = useAppState((state) => signalsOf(state)?.head.fps ?? DEFAULT_FPS);

  const summary = dataset.phase === 'open' ? dataset.summary : null;
  const allRows = summary?.sequences ?? NO_ROWS;
  const rows = useMemo(
    () => filterSequences(allRows, { filterText, splitFilter, flaggedEntries, isFlaggedOnly }),
    [allRows, filterText, splitFilter, flaggedEntries, isFlaggedOnly],
  );
  const flaws = useMemo(() => describeFlaws(allRows), [allRows]);
  const hasLevels = useMemo(() => allRows.some(({ level }) => level !== null), [allRows]);
  const select = useCallback((entry: string) => void actions.selectEntry(entry), [actions]);

  return (
    <section aria-label="Sequence list" className={styles.list}>
      <div className={styles.filter}>
        <SearchField
          label="Filter sequences"
          placeholder="Filter by name or speaker"
          value={filterText}
          onChange={(text) => actions.setFilterText(text)}
        />
      </div>
      <div className={styles.splits}>
        <Segmented
          label="Split"
          isWide
          options={splitOptions(summary)}
          value={splitFilter ?? ALL_SPLITS}
          onChange={(split) => actions.setSplitFilter(split === ALL_SPLITS ? null : split)}
        />
      </div>
      {(flaggedEntries.size > 0 || isFlaggedOnly) && (
        <div className={styles.chips}>
          <button
            type="button"
            aria-pressed={isFlaggedOnly}
            className={styles.chip}
            onClick={() => actions.setFlaggedOnly(!isFlaggedOnly)}
          >
            <Icon name="flag" sizePx={12} />
            Flagged <span className={styles.chipCount}>{formatCount(flaggedEntries.size)}</span>
          </button>
        </div>
      )}
      {/* The cells say the same in the grid; a header row there would count as a sequence. */}
      <div aria-hidden="true" className={hasLevels ? `${styles.head} ${styles.withLevels}` : styles.head}>
        <span>Sequence</span>
        <span>Frames</span>
        <span>Sec</span>
        {hasLevels && <span className={styles.levelName}>Level</span>}
      </div>
      {summary !== null && rows.length === 0 && allRows.length > 0 && (
        <p role="status" className={styles.empty}>
          {emptyWords(filterText, isFlaggedOnly)}{' '}
          <Button variant="link" onClick={() => clearFilter()}>
            Clear filter
          </Button>
        </p>
      )}
      <SequenceGrid
        rows={rows}
        selectedEntry={selectedEntry}
        selectedWarning={damagedClips === 0 ? null : describeDamage(damagedClips)}
        flaggedEntries={flaggedEntries}
        fps={fps}
        hasLevels={hasLevels}
        onSelect={select}
        onNeedRows={actions.describeSequences}
      />
      <div className={styles.foot}>
        <span>{footWords(dataset.phase, rows.length, allRows.length)}</span>
        {flaws !== null && (
          <span className={flaws.severity === 'error' ? `${styles.flaws} ${styles.error}` : styles.flaws}>
            <Icon name={flaws.severity === 'error' ? 'alert' : 'warning'} sizePx={14} />
            {flaws.words}
          </span>
        )}
        {summary !== null && (
          <IconButton label="Export snapshot" icon="download" onClick={() => showPageDialog('export')} />
        )}
      </div>
    </section>
  );

  function clearFilter() {
    actions.setFilterText('');
    actions.setSplitFilter(null);
    actions.setFlaggedOnly(false);
  }
}

function emptyWords(filterText: string, isFlaggedOnly: boolean): string {
  if (filterText !== '') return `No match for “${filterText}”.`;
  return isFlaggedOnly ? 'No flagged sequence here.' : 'No sequence in this split.';
}

function splitOptions(summary: DatasetSummary | null) {
  const all = { value: ALL_SPLITS, label: 'All' };
  if (summary === null) return [all];
  return [
    { ...all, detail: formatCount(summary.sequences.length) },
    ...summary.splits.map(({ name, sequences }) => ({
      value: name,
      label: name.charAt(0).toUpperCase() + name.slice(1),
      detail: formatCount(sequences),
    })),
  ];
}

function footWords(phase: 'none' | 'opening' | 'open' | 'failed', shownCount: number, totalCount: number): string {
  if (phase === 'open') return describeCount(shownCount, totalCount);
  return phase === 'opening' ? 'Reading the dataset' : 'No dataset open';
}

function describeDamage(clipCount: number): string {
  return clipCount === 1 ? '1 clip has problems' : `${clipCount} clips have problems`;
}
