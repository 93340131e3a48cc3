// biome-ignore-all lint/a11y/useSemanticElements: rows placed by a virtual list cannot be those of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points at its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys of its rows
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, memo, useId, useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../core/errors.ts';
import { type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';
import { brushedRowsOf, chosenEntryOf, rowOfEntry, sequencesOf } from '../../state/overview/overview-selectors.ts';
import type { SortKey } from '../../state/overview/overview-state.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { Icon } from '../controls/icon.tsx';
import { splitEntryName, takeWidthInDigits } from '../list/entry-name.ts';
import { LEVEL_HEIGHT_PX, LEVEL_WIDTH_PX, levelPath } from '../list/level-path.ts';
import { moveRow } from '../list/row-keys.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './brushed-grid.module.css';
import { FIGURE_MEANINGS, formatValue, shortLabel } from './figure-words.ts';
import { listColumns } from './list-columns.ts';
import { useOpenRow } from './use-open-row.ts';

const ROW_PX = 28;
const COARSE_ROW_PX = 36;
const OVERSCAN_ROWS = 8;

/** The brushed sequences with their figures, of which only those in view exist. Enter or a click opens one, ! flags it, arrow keys move. */
export function BrushedGrid({ table }: { readonly table: ProfileTable | null }) {
  const { overview, toggleFlag } = useActions();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [rowPx] = useState(() => (window.matchMedia('(pointer: coarse)').matches ? COARSE_ROW_PX : ROW_PX));
  const sequences = useAppState(sequencesOf);
  const brushed = useAppState(brushedRowsOf);
  const sort = useAppState((state) => state.overview.sort);
  const scatter = useAppState((state) => state.overview.scatter);
  const chosenRow = useAppState((state) => rowOfEntry(state, chosenEntryOf(state)));
  const flagged = useAppState(({ flaggedEntries }) => flaggedEntries);
  const openRow = useOpenRow();
  const columns = useMemo(() => listColumns({ scatter, sort }), [scatter, sort]);
  const { rows } = brushed;
  const activePlace = useMemo(() => rows.indexOf(chosenRow), [rows, chosenRow]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    // The heading covers the first of what is scrolled.
    scrollPaddingEnd: rowPx,
    rangeExtractor: (range) => withPlace(defaultRangeExtractor(range), activePlace),
  });

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const active = sequences[rows[activePlace] ?? -1];
    if (event.key === 'Enter' || event.key === ' ') {
      if (activePlace !== -1) openRow(rows[activePlace] as number);
    } else if (event.key === '!') {
      if (active !== undefined) toggleFlag(active.entry);
    } else {
      const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
      const place = moveRow(event.key, activePlace, { rowCount: rows.length, pageRows });
      const entry = place === null ? undefined : sequences[rows[place] ?? -1]?.entry;
      if (place === null || entry === undefined) return;
      overview.choose(entry);
      virtualizer.scrollToIndex(place, { align: 'auto' });
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Brushed sequences"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 3}
      aria-activedescendant={activePlace === -1 ? undefined : `${gridId}-${activePlace}`}
      tabIndex={0}
      className={styles.grid}
      style={{ '--figures': columns.length } as CSSProperties}
      onKeyDown={handleKey}
    >
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        <SortHead label="Sequence" sortKey="entry" />
        {columns.map((key) => (
          <SortHead key={key} label={shortLabel(key)} sortKey={key} />
        ))}
        <span role="columnheader">Level</span>
        <span role="columnheader" className={styles.flagHead}>
          Flag
        </span>
      </div>
      <div role="presentation" className={styles.space} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index] ?? -1;
          const sequence = sequences[row];
          if (sequence === undefined) return null;
          return (
            <GridRow
              key={sequence.entry}
              id={`${gridId}-${index}`}
              entry={sequence.entry}
              row={row}
              place={index}
              topPx={start}
              columns={columns}
              table={table}
              level={table?.levels[row] ?? sequence.level}
              remark={remarkOf(table, row, sequence.problem)}
              isActive={index === activePlace}
              isFlagged={flagged.has(sequence.entry)}
              onOpen={openRow}
              onFlag={toggleFlag}
            />
          );
        })}
      </div>
    </div>
  );
}

function remarkOf(
  table: ProfileTable | null,
  row: number,
  listed: Parameters<typeof describeProblem>[0] | null,
): string | null {
  const problem = table?.problems.get(row) ?? listed;
  return problem === null ? null : describeProblem(problem);
}

function SortHead({ label, sortKey }: { readonly label: string; readonly sortKey: SortKey }) {
  const { overview } = useActions();
  const sort = useAppState((state) => state.overview.sort);
  const isSorted = sort.key === sortKey;
  const name = sortKey === 'entry' ? 'Sequence' : profileFigure(sortKey).label;
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
      className={sortKey === 'entry' ? styles.nameHead : styles.figureHead}
    >
      <button
        type="button"
        aria-label={`Sort by ${name}`}
        title={sortKey === 'entry' ? 'Sort by the order of the dataset' : `${FIGURE_MEANINGS[sortKey]}. Sorts the list`}
        className={isSorted ? `${styles.sort} ${styles.sorted}` : styles.sort}
        onClick={() => overview.sortBy(sortKey)}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {label}
        {isSorted && <Icon name={sort.isDescending ? 'arrowDown' : 'arrowUp'} sizePx={10} />}
      </button>
    </span>
  );
}

interface GridRowProps {
  readonly id: string;
  readonly entry: string;
  readonly row: number;
  readonly place: number;
  readonly topPx: number;
  readonly columns: readonly ProfileFigureKey[];
  readonly table: ProfileTable | null;
  readonly level: Uint8Array | null;
  /** What is wrong with it. */
  readonly remark: string | null;
  readonly isActive: boolean;
  readonly isFlagged: boolean;
  readonly onOpen: (row: number) => void;
  readonly onFlag: (entry: string) => void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, entry, row, place, topPx, columns, table, level, remark, isActive, isFlagged, onOpen, onFlag } = props;
  const { speaker, take } = splitEntryName(entry);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isActive}
      aria-description={[isFlagged ? 'Flagged' : null, remark].filter((part) => part !== null).join('. ') || undefined}
      title={remark ?? entry}
      className={`${styles.row} ${styles.body} ${isActive ? styles.active : ''} ${remark === null ? '' : styles.flawed}`}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onOpen(row)}
    >
      <span role="gridcell" aria-label={entry} className={styles.name}>
        <span className={styles.speaker} style={{ maxWidth: `calc(100% - ${takeWidthInDigits(take)}ch)` }}>
          {speaker}
        </span>
        <span className={styles.take}>{take}</span>
      </span>
      {columns.map((key) => (
        <span key={key} role="gridcell" className={styles.figure}>
          {formatValue(key, table?.columns[key][row] ?? Number.NaN)}
        </span>
      ))}
      <span role="gridcell" aria-label={level === null ? 'Level not known' : 'Level drawn'}>
        <svg aria-hidden="true" className={styles.level} viewBox={`0 0 ${LEVEL_WIDTH_PX} ${LEVEL_HEIGHT_PX}`}>
          {level !== null && <path d={levelPath(level)} />}
        </svg>
      </span>
      <span role="gridcell" className={styles.marks}>
        <span aria-hidden="true" className={styles.open}>
          <Icon name="arrowRight" sizePx={14} />
        </span>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${isFlagged ? 'Take the flag from' : 'Flag'} ${entry}`}
          className={isFlagged ? `${styles.flag} ${styles.flagged}` : styles.flag}
          onClick={(event) => {
            event.stopPropagation();
            onFlag(entry);
          }}
        >
          <Icon name="flag" sizePx={14} />
        </button>
      </span>
    </div>
  );
});

function withPlace(indices: number[], place: number): number[] {
  if (place === -1 || indices.includes(place)) return indices;
  return [...indices, place].sort((a, b) => a - b);
}
