import { Icon } from '../controls/icon.tsx';
import styles from './severity-icon.module.css';

type Severity = 'error' | 'warning' | 'note';

const ICONS = { error: 'alert', warning: 'warning', note: 'note' } as const;

/** Severity as a shape first, a colour second: octagon, triangle, circle. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  return (
    <span role="img" aria-label={severity} className={styles[severity]}>
      <Icon name={ICONS[severity]} />
    </span>
  );
}
