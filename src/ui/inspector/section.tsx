import type { ReactNode } from 'react';
import styles from './section.module.css';

/** One part of the inspector: a title, what it is about at the right, and rows. */
export function Section({
  title,
  detail,
  isDetailCode = true,
  children,
}: {
  readonly title: string;
  readonly detail?: ReactNode;
  /** Whether the detail is numbers or a formula, not words. */
  readonly isDetailCode?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.section} data-section={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {detail !== undefined && <span className={isDetailCode ? styles.code : styles.words}>{detail}</span>}
      </div>
      {children}
    </div>
  );
}
