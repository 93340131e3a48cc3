import type { ReactNode } from 'react';
import styles from './status.module.css';

/** A live figure with a name, e.g. "Audio mean". */
export function Status({
  label,
  children,
  className,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <output aria-label={label} className={className ?? styles.status}>
      {children}
    </output>
  );
}
