import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import { formatCell, formatExact, formatSigned } from '../format/numbers.ts';
import {
  changeBar,
  type DisagreementColumn,
  type DisagreementOrder,
  FIRST_ORDER,
  orderBy,
  sortRows,
} from './disagreement-rows.ts';
import styles from './disagreement-table.module.css';

const ROW_PX = 24;
const OVERSCAN_ROWS = 6;

const COLUMNS: readonly { readonly column: DisagreementColumn; readonly label: string }[] = [
  { column: 'name', label: 'Dim' },
  { column: 'refStd', label: 'Ref. std' },
  { column: 'candStd', label: 'Cand. std' },
  { column: 'stdChange', label: 'Δ %' },
  { column: 'meanChange', label: 'Δ mean' },
];

const ORDER_WORDS: Readonly<Record<DisagreementColumn, string>> = {
  name: 'by dimension',
  refStd: 'by reference std',
  candStd: 'by candidate std',
  stdChange: 'by std ratio',
  meanChange: 'by change of mean',
};

export interface DisagreementTableProps {
  readonly comparison: StatisticsComparison | null;
  readonly chosen: ComparedDimension | null;
  readonly onChoose: (dimension: ComparedDimension) => void;
  /** Words in place of the rows. */
  readonly reason: string;
}

/** Every dimension, that which differs most first; the chosen row is the tab stop, and arrows move it. */
export function DisagreementTable({ comparison, chosen, onChoose, reason }: DisagreementTableProps) {
  const [order, setOrder] = useState<DisagreementOrder>(FIRST_ORDER);
  const rows = useMemo(() => (comparison === null ? [] : sortRows(comparison, order)), [comparison, order]);
  const chosenRow = chosen === null ? -1 : rows.indexOf(chosen);
  return (
    <section className={styles.section} aria-label="Disagreement">
      <h2 className={styles.title}>
        Largest disagreement
        <span className={styles.detail}>{ORDER_WORDS[order.column]}</span>
      </h2>
      {comparison === null ? (
        <p className={styles.reason}>{reason}</p>
      ) : (
        <Rows
          rows={rows}
          chosenRow={chosenRow}
          order={order}
          onOrder={(column) => setOrder(orderBy(order, column))}
          onChoose={onChoose}
        />
      )}
    </section>
  );
}

function Rows({
  rows,
  chosenRow,
  order,
  onOrder,
  onChoose,
}: {
  readonly rows: readonly ComparedDimension[];
  readonly chosenRow: number;
  readonly order: DisagreementOrder;
  readonly onOrder: (column: DisagreementColumn) => void;
  readonly onChoose: (dimension: ComparedDimension) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
  });
  const items = virtualizer.getVirtualItems();
  const name = rows[chosenRow]?.name;

  // Only another choice scrolls: new values under the same rows leave the table where the user put it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (chosenRow >= 0) virtualizer.scrollToIndex(chosenRow, { align: 'auto' });
  }, [name]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const button = scroller.current?.querySelector<HTMLElement>('[aria-current=true] button');
    if (button == null) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  function handleKey(event: KeyboardEvent) {
    const last = rows.length - 1;
    const page = 10;
    const from = Math.max(chosenRow, 0);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const row = target === undefined ? undefined : rows[Math.min(Math.max(target, 0), last)];
    if (row === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    wantsFocus.current = true;
    onChoose(row);
  }

  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const firstShown = items[0]?.index ?? 0;
  const isChosenShown = items.some(({ index }) => index === chosenRow);
  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label="Largest disagreement" aria-rowcount={rows.length + 1} className={styles.table}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ column, label }) => (
              <th
                key={column}
                scope="col"
                aria-sort={order.column !== column ? 'none' : order.isDescending ? 'descending' : 'ascending'}
                className={styles[column]}
                colSpan={column === 'stdChange' ? 2 : 1}
              >
                <button type="button" className={styles.sort} onClick={() => onOrder(column)}>
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <Spacer heightPx={before} />
        <tbody onKeyDown={handleKey}>
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <Row
                  key={row.name}
                  row={row}
                  rowIndex={index + 2}
                  isChosen={index === chosenRow}
                  isTabStop={isChosenShown ? index === chosenRow : index === firstShown}
                  onChoose={onChoose}
                />
              )
            );
          })}
        </tbody>
        <Spacer heightPx={after} />
      </table>
    </div>
  );
}

/** Stands for the rows that are not in view. */
function Spacer({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: heightPx }} />
    </tbody>
  );
}

interface RowProps {
  readonly row: ComparedDimension;
  readonly rowIndex: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: (dimension: ComparedDimension) => void;
}

/** While values are provisional most rows keep their text: those are not rendered anew. */
const Row = memo(DisagreementRow, (a, b) => {
  const isSamePlace = a.rowIndex === b.rowIndex && a.isChosen === b.isChosen && a.isTabStop === b.isTabStop;
  return isSamePlace && a.onChoose === b.onChoose && a.row === b.row;
});

function DisagreementRow({ row, rowIndex, isChosen, isTabStop, onChoose }: RowProps) {
  const { name, refStd, candStd, stdChange, meanChange, isDifferent } = row;
  const bar = changeBar(stdChange);
  const classes = [styles.row, isChosen && styles.chosen, !isDifferent && styles.agreed].filter(Boolean).join(' ');
  return (
    <tr aria-rowindex={rowIndex} aria-current={isChosen} className={classes} onClick={() => onChoose(row)}>
      <th scope="row" className={styles.name}>
        <button type="button" tabIndex={isTabStop ? 0 : -1} className={styles.pick}>
          {name}
        </button>
      </th>
      <td title={formatExact(refStd)}>{formatCell(refStd, 3)}</td>
      <td title={formatExact(candStd)}>{formatCell(candStd, 3)}</td>
      <td title={formatExact(stdChange * 100)}>{formatSigned(stdChange * 100, 1)}</td>
      <td className={styles.barCell} aria-hidden="true">
        <i className={styles.track}>
          <i className={styles.bar} style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }} />
        </i>
      </td>
      <td title={formatExact(meanChange)}>{formatSigned(meanChange, 3)}</td>
    </tr>
  );
}
