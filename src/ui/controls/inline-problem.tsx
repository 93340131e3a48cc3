import { describeProblem, type Problem } from '../../core/errors.ts';
import { Icon } from './icon.tsx';
import styles from './inline-problem.module.css';

/** A problem in one line, for places where the four labelled lines do not fit: lanes, table cells, fields. */
export function InlineProblem({
  problem,
  severity = 'error',
}: {
  readonly problem: Problem;
  readonly severity?: 'error' | 'warning';
}) {
  return (
    <p className={`${styles.problem} ${styles[severity]}`}>
      <Icon name={severity === 'error' ? 'alert' : 'warning'} />
      <span>{describeProblem(problem)}</span>
    </p>
  );
}
