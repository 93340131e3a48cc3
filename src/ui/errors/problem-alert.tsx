import type { ReactNode } from 'react';
import type { Problem } from '../../core/errors.ts';
import { Icon } from '../controls/icon.tsx';
import styles from './problem-alert.module.css';
import { ProblemLines } from './problem-lines.tsx';

export interface ProblemAlertProps {
  /** What the user could not get, e.g. "HDTF_TFHP was not opened". */
  readonly title: string;
  readonly problem: Problem;
  /** One sentence: what it means, and the way out. */
  readonly consequence?: string | undefined;
  /** Buttons, the way out that keeps the most data first. */
  readonly children?: ReactNode;
}

/** An error that stands in place of what could not be shown. */
export function ProblemAlert({ title, problem, consequence, children }: ProblemAlertProps) {
  return (
    <section role="alert" aria-label={title} className={styles.alert}>
      <h2 className={styles.title}>
        <span className={styles.mark}>
          <Icon name="alert" />
        </span>
        {title}
      </h2>
      <div className={styles.body}>
        <ProblemLines problem={problem} />
        {consequence !== undefined && <p className={styles.consequence}>{consequence}</p>}
      </div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </section>
  );
}
