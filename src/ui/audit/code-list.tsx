import { useMemo } from 'react';
import type { Finding } from '../../core/audit/finding.ts';
import { describeCode, SEVERITIES } from '../../core/audit/finding-codes.ts';
import { countByCode } from '../../state/audit/audit-filter.ts';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './code-list.module.css';
import { RulePanel } from './rule-panel.tsx';

const TITLES = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** Codes by severity with their findings and sequences; choosing one lists its findings alone. */
export function CodeList({ findings }: { readonly findings: readonly Finding[] }) {
  const actions = useActions();
  const chosenCode = useAppState((state) => state.audit.filter.code);
  const counts = useMemo(() => countByCode(findings), [findings]);
  return (
    <section aria-label="Codes" className={styles.panel}>
      <div className={styles.scroll}>
        <div aria-hidden="true" className={styles.head}>
          <span>Code</span>
          <span>Findings</span>
          <span>Seq.</span>
        </div>
        {SEVERITIES.map((severity) => {
          const codes = counts.get(severity);
          if (codes === undefined) return null;
          const total = codes.reduce((sum, { findings: count }) => sum + count, 0);
          return (
            <div key={severity} className={styles.group}>
              <h2 className={styles.severity}>
                <SeverityIcon severity={severity} />
                <span>{TITLES[severity]}</span>
                <span className={styles.number}>{formatCount(total)}</span>
              </h2>
              {codes.map(({ code, findings: count, sequences }) => (
                <button
                  key={code}
                  type="button"
                  aria-pressed={code === chosenCode}
                  aria-label={`${describeCode(code).title}, ${formatCount(count)} findings in ${formatCount(sequences)} sequences`}
                  className={styles.code}
                  onClick={() => actions.audit.setFilter({ code: code === chosenCode ? null : code })}
                >
                  <span className={styles.title}>{describeCode(code).title}</span>
                  <span className={styles.number}>{formatCount(count)}</span>
                  <span className={styles.number}>{sequences === 0 ? '–' : formatCount(sequences)}</span>
                </button>
              ))}
            </div>
          );
        })}
      </div>
      <RulePanel />
    </section>
  );
}
