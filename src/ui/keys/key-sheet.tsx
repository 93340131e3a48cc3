import { Dialog } from '../controls/dialog.tsx';
import { KeyCap } from '../controls/key-cap.tsx';
import styles from './key-sheet.module.css';
import { KEY_SHEET, type KeySheetGroup } from './key-sheet-entries.ts';

/** Every key that works. */
export function KeySheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      title="Keys"
      detail="on Explore"
      widthPx={868}
      topPx={128}
      isOpen={isOpen}
      onClose={onClose}
      foot={<span>Keys are off while a field has the focus. Every control is reachable by Tab.</span>}
    >
      <div className={styles.columns}>
        {KEY_SHEET.map((groups) => (
          <div key={groups[0]?.title} className={styles.column}>
            {groups.map((group) => (
              <Group key={group.title} group={group} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function Group({ group: { title, entries } }: { readonly group: KeySheetGroup }) {
  return (
    <div>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {entries.map(({ what, caps }) => (
          <div key={what} className={styles.entry}>
            <dt>{what}</dt>
            <dd className={styles.caps}>
              {caps.map((cap) => (
                <KeyCap key={cap} cap={cap} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
