// biome-ignore-all lint/a11y/useSemanticElements: rows placed by a virtual list cannot be those of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points at its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys of its rows
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef } from 'react';
import type { Finding } from '../../core/audit/finding.ts';
import { describeCode } from '../../core/audit/finding-codes.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';
import { Icon } from '../controls/icon.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { splitEntryName } from '../list/entry-name.ts';
import { moveRow } from '../list/row-keys.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import styles from './finding-grid.module.css';
import { formatClip, formatFrames, isQuiet } from './finding-words.ts';
import { openFinding } from './open-finding.ts';

const ROW_PX = 24;
const OVERSCAN_ROWS = 12;

/** The findings, of which only rows in view exist. The grid is the tab stop; arrow keys choose, Enter opens in Explore. */
export function FindingGrid({ findings }: { readonly findings: readonly Finding[] }) {
  const store = useAppStore();
  const { actions } = store;
  const chosenKey = useAppState((state) => state.audit.chosenKey);
  const flaggedEntries = useAppState((state) => state.flaggedEntries);
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const chosenRow = useMemo(
    () => (chosenKey === null ? -1 : findings.findIndex((finding) => keyOfFinding(finding) === chosenKey)),
    [findings, chosenKey],
  );
  const virtualizer = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return chosenRow === -1 || rows.includes(chosenRow) ? rows : [...rows, chosenRow].sort((a, b) => a - b);
    },
  });

  // Findings that come in above leave the list where the user put it; only a new choice scrolls.
  const shownKey = useRef<string | null>(null);
  useEffect(() => {
    if (chosenRow === -1 || chosenKey === shownKey.current) return;
    shownKey.current = chosenKey;
    virtualizer.scrollToIndex(chosenRow, { align: 'auto' });
  }, [chosenKey, chosenRow, virtualizer]);

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const chosen = findings[chosenRow];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      openFinding(store, chosen, chosen.frames?.[0] ?? null);
      return;
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1);
    const target = moveRow(event.key, chosenRow, { rowCount: findings.length, pageRows });
    const finding = target === null ? undefined : findings[target];
    if (finding === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    actions.audit.choose(keyOfFinding(finding));
  }

  return (
    <>
      <div aria-hidden="true" className={`${styles.row} ${styles.head}`}>
        <span />
        <span>Code</span>
        <span>Sequence</span>
        <span className={styles.right}>Clip</span>
        <span className={styles.right}>Frames</span>
        <span>Message</span>
        <span />
      </div>
      <div
        ref={scroller}
        role="grid"
        aria-label="Findings"
        aria-rowcount={findings.length}
        aria-activedescendant={chosenRow === -1 ? undefined : `${gridId}-${chosenRow}`}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={handleKey}
      >
        <div role="presentation" className={styles.space} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const finding = findings[index];
            if (finding === undefined) return null;
            const key = keyOfFinding(finding);
            return (
              <FindingRow
                key={key}
                id={`${gridId}-${index}`}
                finding={finding}
                rowNumber={index + 1}
                topPx={start}
                isChosen={index === chosenRow}
                isQuiet={isQuiet(finding, findings[index - 1])}
                isFlagged={finding.entry !== null && flaggedEntries.has(finding.entry)}
                onChoose={actions.audit.choose}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

interface FindingRowProps {
  readonly id: string;
  readonly finding: Finding;
  readonly rowNumber: number;
  readonly topPx: number;
  readonly isChosen: boolean;
  readonly isQuiet: boolean;
  readonly isFlagged: boolean;
  readonly onChoose: (key: string) => void;
}

const FindingRow = memo(function FindingRow(props: FindingRowProps) {
  const { finding, isChosen, isFlagged } = props;
  const { speaker, take } = splitEntryName(finding.entry ?? '');
  const classes = [styles.row, styles.body, isChosen && styles.chosen, props.isQuiet && styles.quiet];
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.rowNumber}
      aria-selected={isChosen}
      aria-description={isFlagged ? 'Flagged' : undefined}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={() => props.onChoose(keyOfFinding(finding))}
    >
      <span role="gridcell" className={styles.severity}>
        <SeverityIcon severity={finding.severity} />
      </span>
      <span role="gridcell" className={styles.code}>
        {describeCode(finding.code).title}
      </span>
      <span
        role="gridcell"
        aria-label={finding.entry ?? 'dataset'}
        title={finding.entry ?? undefined}
        className={styles.name}
      >
        {speaker}
        <span className={styles.take}>{take}</span>
      </span>
      <span role="gridcell" className={styles.number}>
        {formatClip(finding)}
      </span>
      <span role="gridcell" className={styles.number}>
        {formatFrames(finding.frames)}
      </span>
      <span role="gridcell" title={finding.message} className={styles.message}>
        {finding.message}
      </span>
      <span aria-hidden="true">{isFlagged && <Icon name="flag" sizePx={12} />}</span>
    </div>
  );
});
