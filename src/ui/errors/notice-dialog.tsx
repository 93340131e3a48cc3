import { describeProblem } from '../../core/errors.ts';
import { Dialog } from '../controls/dialog.tsx';
import type { DialogSwitch } from '../controls/later-dialog.tsx';
import styles from './notice-dialog.module.css';
import type { PageNotice } from './page-notices.ts';
import { ProblemLines } from './problem-lines.tsx';
import { SeverityIcon } from './severity-icon.tsx';

/** Every notice with its four lines and its consequence. */
export function NoticeDialog({ notices, isOpen, onClose }: DialogSwitch & { readonly notices: readonly PageNotice[] }) {
  return (
    <Dialog
      title="Notices"
      detail={notices.length === 1 ? undefined : String(notices.length)}
      widthPx={560}
      topPx={112}
      isOpen={isOpen}
      onClose={onClose}
    >
      <NoticeList notices={notices} />
    </Dialog>
  );
}

function NoticeList({ notices }: { readonly notices: readonly PageNotice[] }) {
  return (
    <ul className={styles.list}>
      {notices.map((notice) => (
        <li key={`${notice.messageId}-${describeProblem(notice.problem)}`} className={styles.item}>
          <SeverityIcon severity={notice.severity} />
          <div className={styles.itemBody}>
            <ProblemLines problem={notice.problem} />
            {notice.consequence !== null && <p className={styles.consequence}>{notice.consequence}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
