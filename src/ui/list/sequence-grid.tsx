// biome-ignore-all lint/a11y/useSemanticElements: rows placed by a virtual list cannot be those of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points at its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys of its rows
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../core/errors.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { Icon } from '../controls/icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { splitEntryName, takeWidthInDigits } from './entry-name.ts';
import { LEVEL_HEIGHT_PX, LEVEL_WIDTH_PX, levelPath } from './level-path.ts';
import { entriesToDescribe, formatSeconds, rowSeverity } from './list-model.ts';
import { moveRow } from './row-keys.ts';
import styles from './sequence-grid.module.css';

const ROW_PX = 28;
const COARSE_ROW_PX = 36;
/** Rows drawn beyond each edge, so that a fast scroll shows no gap. */
const OVERSCAN_ROWS = 12;

export interface SequenceGridProps {
  readonly rows: readonly SequenceRow[];
  readonly selectedEntry: string | null;
  /** Why the selected sequence deserves a warning; null where nothing is known against it. */
  readonly selectedWarning: string | null;
  readonly flaggedEntries: ReadonlySet<string>;
  readonly fps: number;
  /** Whether there is a column for the loudness of the rows. */
  readonly hasLevels: boolean;
  readonly onSelect: (entry: string) => void;
  /** Called with the entries in view whose length has not been read. */
  readonly onNeedRows: (entries: readonly string[]) => void;
}

/** The rows of the list, of which only those in view exist. The grid is the tab stop and points at its active row. */
export function SequenceGrid(props: SequenceGridProps) {
  const { rows, selectedEntry, flaggedEntries, fps, onSelect, onNeedRows } = props;
  const gridId = useId();
  // Read once: the pointer of a page seldom changes, and rows keep their places.
  const [rowPx] = useState(() => (window.matchMedia('(pointer: coarse)').matches ? COARSE_ROW_PX : ROW_PX));
  const scroller = useRef<HTMLDivElement>(null);
  const [activeEntry, setActiveEntry] = useState<string | null>(null);
  const selectedRow = useMemo(() => findRow(rows, selectedEntry), [rows, selectedEntry]);
  const movedRow = useMemo(() => findRow(rows, activeEntry), [rows, activeEntry]);
  const activeRow = movedRow === -1 ? selectedRow : movedRow;

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    // The active row stays in the document wherever the list is scrolled: aria-activedescendant points at it.
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), activeRow),
  });
  const items = virtualizer.getVirtualItems();

  const unread = entriesToDescribe(items.map(({ index }) => rows[index]).filter((row) => row !== undefined)).join('\n');
  // Rows that only pass by while the list is scrolled are not worth a read.
  const { isScrolling } = virtualizer;
  useEffect(() => {
    if (unread !== '' && !isScrolling) onNeedRows(unread.split('\n'));
  }, [unread, isScrolling, onNeedRows]);

  // Only a new selection scrolls; new rows under it, e.g. described ones, leave the list where the user put it.
  const shownEntry = useRef<string | null>(null);
  useEffect(() => {
    if (selectedRow === -1 || selectedEntry === shownEntry.current) return;
    shownEntry.current = selectedEntry;
    setActiveEntry(null);
    virtualizer.scrollToIndex(selectedRow, { align: 'auto' });
  }, [selectedEntry, selectedRow, virtualizer]);

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const row = rows[activeRow];
      // Kept from the page's own keys, where Space plays.
      event.preventDefault();
      event.stopPropagation();
      if (row !== undefined) onSelect(row.entry);
      return;
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
    const target = moveRow(event.key, activeRow, { rowCount: rows.length, pageRows });
    const row = target === null ? undefined : rows[target];
    if (target === null || row === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setActiveEntry(row.entry);
    virtualizer.scrollToIndex(target, { align: 'auto' });
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Sequences"
      aria-rowcount={rows.length}
      aria-activedescendant={activeRow === -1 ? undefined : `${gridId}-${activeRow}`}
      tabIndex={0}
      className={props.hasLevels ? `${styles.grid} ${styles.withLevels}` : styles.grid}
      onKeyDown={handleKey}
    >
      <div role="presentation" className={styles.space} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const isSelected = row.entry === selectedEntry;
          return (
            <GridRow
              key={row.entry}
              id={`${gridId}-${index}`}
              row={row}
              rowNumber={index + 1}
              topPx={start}
              fps={fps}
              hasLevels={props.hasLevels}
              isSelected={isSelected}
              isActive={index === activeRow}
              isFlagged={flaggedEntries.has(row.entry)}
              warning={isSelected ? props.selectedWarning : null}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}

interface GridRowProps {
  readonly id: string;
  readonly row: SequenceRow;
  readonly rowNumber: number;
  readonly topPx: number;
  readonly fps: number;
  readonly hasLevels: boolean;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isFlagged: boolean;
  readonly warning: string | null;
  readonly onSelect: (entry: string) => void;
}

/** Kept while its own values stay: scrolling renders the list at each step. */
const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, row, rowNumber, topPx, fps, hasLevels, isSelected, isActive, isFlagged, warning, onSelect } = props;
  const { speaker, take } = splitEntryName(row.entry);
  const severity = rowSeverity(row) ?? (warning === null ? null : 'warning');
  const reason = row.problem === null ? warning : describeProblem(row.problem);
  const remarks = [isFlagged ? 'Flagged' : null, reason].filter((remark) => remark !== null).join('. ');
  const classes = [styles.row, isSelected && styles.selected, isActive && styles.active, severity && styles[severity]];
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={rowNumber}
      aria-selected={isSelected}
      aria-description={remarks || undefined}
      title={remarks || row.entry}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onSelect(row.entry)}
    >
      {/* Named, since the two boxes of the name would be read as two words. */}
      <span role="gridcell" aria-label={row.entry} className={styles.name}>
        <span className={styles.speaker} style={{ maxWidth: `calc(100% - ${takeWidthInDigits(take)}ch)` }}>
          {speaker}
        </span>
        <span className={styles.take}>{take}</span>
      </span>
      <span role="gridcell" className={styles.figure}>
        {row.n_frames === null ? '—' : formatCount(row.n_frames)}
      </span>
      <span role="gridcell" className={styles.figure}>
        {row.n_frames === null ? '—' : formatSeconds(row.n_frames, fps)}
      </span>
      {hasLevels && <LevelBars level={row.level} />}
      <span aria-hidden="true" className={styles.mark}>
        {isFlagged && (
          <span className={styles.flag}>
            <Icon name="flag" sizePx={12} />
          </span>
        )}
        {severity !== null && <Icon name={severity === 'error' ? 'alert' : 'warning'} sizePx={isFlagged ? 12 : 14} />}
      </span>
    </div>
  );
});

/** The loudness of a sequence in 16 bars; its place stays free where the sequence's sound could not be read. */
function LevelBars({ level }: { readonly level: Uint8Array | null }) {
  return (
    <svg aria-hidden="true" className={styles.level} viewBox={`0 0 ${LEVEL_WIDTH_PX} ${LEVEL_HEIGHT_PX}`}>
      {level !== null && <path d={levelPath(level)} />}
    </svg>
  );
}

function findRow(rows: readonly SequenceRow[], wanted: string | null): number {
  return wanted === null ? -1 : rows.findIndex(({ entry }) => entry === wanted);
}

function withRow(indices: number[], row: number): number[] {
  if (row === -1 || indices.includes(row)) return indices;
  return [...indices, row].sort((a, b) => a - b);
}
