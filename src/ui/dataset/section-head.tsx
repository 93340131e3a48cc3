import type { ReactNode } from 'react';
import styles from './section-head.module.css';

/** The title of a region, words about it, and its keys or controls at the right. */
export function SectionHead({
  title,
  words,
  children,
}: {
  readonly title: string;
  readonly words?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {words !== undefined && <span className={styles.words}>{words}</span>}
      {children !== undefined && <span className={styles.right}>{children}</span>}
    </div>
  );
}

/** What a mark of a plot stands for. */
export function PlotKey({
  mark,
  children,
}: {
  readonly mark: 'filled' | 'dashed' | 'step';
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.key}>
      <i aria-hidden="true" className={styles[mark]} />
      {children}
    </span>
  );
}
