import type { Problem } from '../../core/errors.ts';
import styles from './problem-lines.module.css';

/** The four lines of every problem, in this order. */
export function ProblemLines({ problem }: { readonly problem: Problem }) {
  return (
    <dl className={styles.lines}>
      <dt>What</dt>
      <dd>{problem.what}</dd>
      <dt>Expected</dt>
      <dd className={styles.measured}>{problem.expected}</dd>
      <dt>Found</dt>
      <dd className={styles.measured}>{problem.found}</dd>
      <dt>Where</dt>
      <dd className={styles.measured}>{problem.where}</dd>
    </dl>
  );
}
