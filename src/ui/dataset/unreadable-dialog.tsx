import { describeProblem } from '../../core/errors.ts';
import { UNREADABLE } from '../../state/overview/profile-table.ts';
import { Dialog } from '../controls/dialog.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import styles from './unreadable-dialog.module.css';

/** More than these are counted, not listed. */
const LISTED = 500;

/** The sequences that could not be read, whole or in part, each with its first problem. */
export function UnreadableDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const table = useAppState(({ overview }) => overview.table);
  if (table === null) return null;
  const problems = [...table.problems].sort(([a], [b]) => a - b);
  return (
    <Dialog
      title="Not read, or in part"
      detail={`${formatCount(problems.length)} of ${formatCount(table.entries.length)} sequences`}
      widthPx={640}
      topPx={112}
      isOpen={isOpen}
      onClose={onClose}
    >
      <ul className={styles.list}>
        {problems.slice(0, LISTED).map(([row, problem]) => (
          <li key={row}>
            <SeverityIcon severity={table.status[row] === UNREADABLE ? 'error' : 'warning'} />
            <span>
              <b>{table.entries[row]}</b> {describeProblem(problem)}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > LISTED && <p className={styles.more}>and {formatCount(problems.length - LISTED)} more</p>}
    </Dialog>
  );
}
