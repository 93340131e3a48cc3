import { memo, useMemo } from 'react';
import type { SequenceSignals } from '../../state/app-state.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import type { CoefficientGroup } from '../../worker/protocol.ts';
import { Icon } from '../controls/icon.tsx';
import { selectPlayheadFrame } from '../crop/open-sequence.ts';
import { formatCell, formatSigned } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import {
  type CoefficientRow,
  chooseDimensions,
  describeNearZero,
  listNearZero,
  readCoefficients,
} from './coefficient-rows.ts';
import styles from './coefficient-section.module.css';
import { CopyableNumber } from './copyable-number.tsx';
import { Section } from './section.tsx';
import { StatisticsChoice } from './statistics-choice.tsx';
import { usePacedState } from './use-paced-state.ts';

const NO_GROUPS: readonly CoefficientGroup[] = [];

/** Coefficients at the playhead: the values as stored, the figures of the chosen statistics, and what normalising makes of them. */
export const CoefficientSection = memo(function CoefficientSection({ signals }: { readonly signals: SequenceSignals }) {
  const frame = usePacedState(selectPlayheadFrame, signals.head);
  const statistics = useAppState(statisticsInUse);
  const lanes = useAppState((state) => state.lanes);
  const summary = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary : null));
  const groups = summary?.groups ?? NO_GROUPS;
  const isLoading = useAppState((state) => state.sequence.phase === 'loading');
  const nearZero = useMemo(() => listNearZero(statistics), [statistics]);
  const dimensions = useMemo(() => chooseDimensions(groups, lanes, nearZero), [groups, lanes, nearZero]);
  const warning = describeNearZero(groups, nearZero);
  const rows = readCoefficients(dimensions, signals.coef, statistics, nearZero, frame);
  const isUnreadable = signals.problemsByClip.has(Math.floor(frame / signals.head.seg_len));
  const absent = isLoading ? 'loading' : isUnreadable ? 'unreadable' : null;
  return (
    <Section title="Coefficients" detail={`at frame ${frame}`} isDetailCode={false}>
      {summary !== null && <StatisticsChoice summary={summary} />}
      <table aria-label="Coefficients at the playhead" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Dim</th>
            <th scope="col">Value</th>
            {statistics !== null && (
              <>
                <th scope="col">Mean</th>
                <th scope="col">Std</th>
                <th scope="col">z</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} absent={absent} hasStatistics={statistics !== null} />
          ))}
        </tbody>
      </table>
      {warning !== null && (
        <p className={styles.warning}>
          <Icon name="warning" sizePx={14} />
          <span>{warning}</span>
        </p>
      )}
    </Section>
  );
});

/** `absent` says why a value may be missing. A NaN that the dataset itself holds is shown as such. */
function Row({
  row,
  absent,
  hasStatistics,
}: {
  readonly row: CoefficientRow;
  readonly absent: 'loading' | 'unreadable' | null;
  readonly hasStatistics: boolean;
}) {
  const { name, value, statistics, isStdNearZero } = row;
  const isAbsent = absent !== null && Number.isNaN(value);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{isAbsent ? absent === 'loading' ? '…' : 'unreadable' : <Cell value={value} text={formatCell(value)} />}</td>
      {hasStatistics &&
        (statistics === null ? (
          <td colSpan={3}>none</td>
        ) : (
          <>
            <td className={styles.reference}>
              <Cell value={statistics.mean} text={formatCell(statistics.mean)} />
            </td>
            <td className={isStdNearZero ? styles.nearZero : styles.reference}>
              {isStdNearZero && (
                <span className={styles.triangle}>
                  <Icon name="warning" sizePx={12} />
                </span>
              )}
              <Cell value={statistics.std} text={formatCell(statistics.std)} />
            </td>
            <td className={styles.z}>
              {isAbsent ? '' : <Cell value={statistics.z} text={formatSigned(statistics.z)} />}
            </td>
          </>
        ))}
    </tr>
  );
}

function Cell({ value, text }: { readonly value: number; readonly text: string }) {
  return <CopyableNumber isInTable value={value} text={text} />;
}
