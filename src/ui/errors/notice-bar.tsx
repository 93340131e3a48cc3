import { useMemo, useState } from 'react';
import { describeProblem } from '../../core/errors.ts';
import type { Notice } from '../../worker/protocol.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { LaterDialog } from '../controls/later-dialog.tsx';
import { useActions, useAppState } from '../store-context.ts';
import styles from './notice-bar.module.css';
import { collectNotices } from './page-notices.ts';
import { partMissing } from './part-missing.ts';
import { SeverityIcon } from './severity-icon.tsx';

/** No part of the first load: a dialog brings its own library. */
const loadNoticeDialog = async () => (await import('./notice-dialog.tsx')).NoticeDialog;

const NO_NOTICES: readonly Notice[] = [];

/** The line under the header: the worst of what the user should know, with all of it behind "Details". */
export function NoticeBar() {
  const actions = useActions();
  const messages = useAppState((state) => state.messages);
  const datasetNotices = useAppState(({ dataset }) =>
    dataset.phase === 'open' ? dataset.summary.notices : NO_NOTICES,
  );
  const [dismissed, setDismissed] = useState<readonly Notice[]>(NO_NOTICES);
  const [isListShown, setListShown] = useState(false);
  const shown = useMemo(
    () => collectNotices(messages, dismissed === datasetNotices ? NO_NOTICES : datasetNotices),
    [messages, datasetNotices, dismissed],
  );
  const [worst] = shown;

  function dismissAll() {
    setDismissed(datasetNotices);
    for (const { id } of messages) actions.dismissMessage(id);
  }

  if (worst === undefined) return null;
  return (
    <>
      <div role={worst.severity === 'error' ? 'alert' : 'status'} className={styles.bar}>
        <SeverityIcon severity={worst.severity} />
        <span className={styles.text} title={describeProblem(worst.problem)}>
          {worst.problem.what}
          <span className={styles.rest}>
            : expected {worst.problem.expected}, found {worst.problem.found} ({worst.problem.where})
          </span>
        </span>
        {shown.length > 1 && <span className={styles.more}>{`and ${shown.length - 1} more`}</span>}
        <Button variant="link" onClick={() => setListShown(true)}>
          Details
        </Button>
        <IconButton
          label={shown.length === 1 ? 'Dismiss notice' : `Dismiss ${shown.length} notices`}
          icon="close"
          onClick={dismissAll}
        />
      </div>
      <LaterDialog
        load={loadNoticeDialog}
        given={{ notices: shown }}
        isOpen={isListShown}
        onClose={() => setListShown(false)}
        onFail={(reason) => {
          setListShown(false);
          actions.addMessage({ severity: 'error', problem: partMissing(reason) });
        }}
      />
    </>
  );
}
