import { SHOW_ALL } from '../../state/audit/audit-state.ts';
import { Button } from '../controls/button.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { formatBytes } from '../export/export-words.ts';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './empty-findings.module.css';

/** Stands where no finding is listed, with the reason. */
export function EmptyFindings() {
  const actions = useActions();
  const audit = useAppState((state) => state.audit);
  const summary = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary : null));
  const { pass, findings, checked } = audit;
  if (summary === null) return <p className={styles.empty}>No dataset is open.</p>;
  if (findings.length > 0) {
    return (
      <p role="status" className={styles.empty}>
        No finding meets all conditions.{' '}
        <Button variant="link" onClick={() => actions.audit.setFilter(SHOW_ALL)}>
          Show all {formatCount(findings.length)}
        </Button>
      </p>
    );
  }
  if (pass.phase === 'failed') {
    return (
      <div className={styles.empty}>
        <InlineProblem problem={pass.problem} />
        <Button onClick={() => actions.audit.resume()}>Try again</Button>
      </div>
    );
  }
  if (pass.phase === 'none') {
    return (
      <div className={styles.empty}>
        <p>
          The audit reads every clip: {formatCount(summary.sequences.length)} sequences,{' '}
          {formatBytes(summary.sizeBytes)}.
        </p>
        <Button variant="primary" onClick={() => actions.audit.start()}>
          Check the dataset
        </Button>
      </div>
    );
  }
  const words =
    pass.phase === 'done'
      ? `Nothing found in ${formatCount(checked.clips)} clips of ${formatCount(checked.sequences)} sequences.`
      : `Nothing found so far, in ${formatCount(checked.clips)} clips.`;
  return (
    <p role="status" className={styles.empty}>
      {words}
    </p>
  );
}
