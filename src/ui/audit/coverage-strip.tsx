import { useMemo } from 'react';
import type { Finding, Severity } from '../../core/audit/finding.ts';
import { SEVERITIES } from '../../core/audit/finding-codes.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';
import { formatCount } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import styles from './coverage-strip.module.css';

/** Parts that the store is cut into: one finding or a thousand in a part are one mark. */
const PARTS = 600;
const ROW_TOPS: Readonly<Record<Severity, number>> = { error: 4, warning: 12, note: 20 };
const MARK_HEIGHT = 6;

/** Where in the store the findings are, and what is not checked yet. */
export function CoverageStrip({ findings }: { readonly findings: readonly Finding[] }) {
  const entries = useAppState((state) => state.audit.entries);
  const checkedFirst = useAppState((state) => state.audit.checkedFirst);
  const chosenKey = useAppState((state) => state.audit.chosenKey);
  const places = useMemo(() => new Map(entries.map((entry, index) => [entry, index])), [entries]);
  const marks = useMemo(() => marksOf(findings, places), [findings, places]);
  const chosen = findings.find((finding) => keyOfFinding(finding) === chosenKey);
  const chosenPlace = chosen?.entry == null ? undefined : places.get(chosen.entry);
  const checkedShare = entries.length === 0 ? 0 : checkedFirst / entries.length;
  const xOf = (place: number) => ((place + 0.5) / entries.length) * PARTS;
  return (
    <div className={styles.strip}>
      <div className={styles.name}>
        <span>Coverage</span>
        <span className={styles.detail}>store order</span>
      </div>
      <div
        role="img"
        aria-label={`${formatCount(checkedFirst)} of ${formatCount(entries.length)} sequences checked in store order; findings in ${formatCount(countEntries(findings))} sequences`}
        className={styles.plot}
      >
        <svg aria-hidden="true" viewBox={`0 0 ${PARTS} 44`} preserveAspectRatio="none" className={styles.marks}>
          {SEVERITIES.map((severity) => (
            <path key={severity} className={styles[severity]} d={marks[severity]} />
          ))}
          <path className={styles.whole} d={`M0 34.5H${PARTS}`} />
          <path className={styles.done} d={`M0 34.5H${checkedShare * PARTS}`} />
        </svg>
        {chosenPlace !== undefined && (
          <span className={styles.chosen} style={{ left: `${(xOf(chosenPlace) / PARTS) * 100}%` }} />
        )}
        {checkedShare > 0 && checkedShare < 0.9 && (
          <span className={styles.rest} style={{ left: `${checkedShare * 100}%` }}>
            not checked
          </span>
        )}
      </div>
    </div>
  );
}

function marksOf(
  findings: readonly Finding[],
  places: ReadonlyMap<string, number>,
): Readonly<Record<Severity, string>> {
  const parts: Record<Severity, Set<number>> = { error: new Set(), warning: new Set(), note: new Set() };
  for (const { severity, entry } of findings) {
    const place = entry === null ? undefined : places.get(entry);
    if (place !== undefined) parts[severity].add(Math.floor(((place + 0.5) / places.size) * PARTS));
  }
  const pathOf = (severity: Severity) =>
    [...parts[severity]].map((part) => `M${part} ${ROW_TOPS[severity]}v${MARK_HEIGHT}`).join('');
  return { error: pathOf('error'), warning: pathOf('warning'), note: pathOf('note') };
}

function countEntries(findings: readonly Finding[]): number {
  return new Set(findings.flatMap(({ entry }) => (entry === null ? [] : [entry]))).size;
}
