import type { ReactNode } from 'react';
import styles from './plot-figure.module.css';

/** A plot with words that stand for it. What is drawn is for the eye alone. */
export function PlotFigure({
  label,
  words,
  className,
  children,
}: {
  readonly label: string;
  /** What the plot shows, in a sentence or two. */
  readonly words: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <figure aria-label={label} className={[styles.figure, className].filter(Boolean).join(' ')}>
      <figcaption className={styles.hidden}>{words}</figcaption>
      <div aria-hidden="true" className={styles.drawing}>
        {children}
      </div>
    </figure>
  );
}

/** Text for screen readers alone. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
