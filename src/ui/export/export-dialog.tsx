import { useEffect, useId, useRef, useState } from 'react';
import { DataError, describeProblem } from '../../core/errors.ts';
import type { AppStore } from '../../state/actions.ts';
import type { ExportState } from '../../state/app-state.ts';
import { showPageDialog } from '../commands/page-dialog.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import type { DialogSwitch } from '../controls/later-dialog.tsx';
import { WorkProgress } from '../controls/work-progress.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import styles from './export-dialog.module.css';
import { type ExportScope, exportScopes } from './export-scope.ts';
import { countOf, describeExport, describeWriting, formatBytes } from './export-words.ts';
import { chooseSnapshotFile } from './snapshot-file.ts';

/** The dialog "Export snapshot": what to export, how far it has come, and what became of it. Closing it while it works leaves the work going on. */
export function ExportDialog({ isOpen, onClose }: DialogSwitch) {
  const actions = useActions();
  const exporting = useAppState((state) => state.exporting);
  const isDatasetOpen = useAppState(({ dataset }) => dataset.phase === 'open');
  function close() {
    if (exporting.phase !== 'running') actions.cancelExport();
    onClose();
  }
  return (
    <Dialog title="Export snapshot" widthPx={460} topPx={112} isOpen={isOpen && isDatasetOpen} onClose={close}>
      <ExportBody exporting={exporting} onClose={close} />
    </Dialog>
  );
}

function ExportBody({ exporting, onClose }: { readonly exporting: ExportState; readonly onClose: () => void }) {
  const { phase } = exporting;
  const body = useRef<HTMLDivElement>(null);
  const shownPhase = useRef(phase);
  // The button that had the focus goes with the phase before.
  useEffect(() => {
    if (shownPhase.current !== phase) body.current?.focus();
    shownPhase.current = phase;
  }, [phase]);
  return (
    <div ref={body} tabIndex={-1} className={styles.body}>
      <ExportPhase exporting={exporting} onClose={onClose} />
    </div>
  );
}

function ExportPhase({ exporting, onClose }: { readonly exporting: ExportState; readonly onClose: () => void }) {
  const actions = useActions();
  switch (exporting.phase) {
    case 'none':
      return <ChoiceForm onClose={onClose} />;
    case 'running':
      return <RunningExport exporting={exporting} />;
    case 'failed':
      return (
        <>
          <InlineProblem problem={exporting.problem} />
          <p className={styles.note}>Nothing was written.</p>
          <div className={styles.foot}>
            <Button variant="ghost" onClick={onClose}>
              Close
            </Button>
            <Button variant="primary" onClick={actions.cancelExport}>
              Choose again
            </Button>
          </div>
        </>
      );
    case 'done':
      return <DoneExport exporting={exporting} onClose={onClose} />;
  }
}

function ChoiceForm({ onClose }: { readonly onClose: () => void }) {
  const store = useAppStore();
  const group = useId();
  // What the list shows cannot change behind the dialog.
  const [scopes] = useState(() => exportScopes(store.getState()));
  const [chosenKind, setChosenKind] = useState<ExportScope['kind']>('all');
  const chosen = scopes.find(({ kind }) => kind === chosenKind);
  return (
    <>
      <fieldset className={styles.scopes}>
        <legend className={styles.legend}>Sequences</legend>
        {scopes.map(({ kind, label, sequences, bytesEstimate }) => (
          <label key={kind} className={styles.scope}>
            <input
              type="radio"
              name={group}
              checked={kind === chosenKind}
              onChange={() => setChosenKind(kind)}
              className={styles.radio}
            />
            <span className={styles.name}>{label}</span>
            <span className={styles.figures}>
              {`${countOf(sequences, 'sequence')}, about ${formatBytes(bytesEstimate)}`}
            </span>
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>
        One .sqlite file with every value as it is, the split lists, the statistics and a catalogue of the sequences. It
        is written by this browser; nothing is uploaded.
      </p>
      <div className={styles.foot}>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          disabled={chosen === undefined}
          onClick={() => chosen !== undefined && void exportScope(store, chosen)}
        >
          Export
        </Button>
      </div>
    </>
  );
}

/** Shows the dialog again at the end, for a user who has closed it in the meantime. */
async function exportScope({ actions, getState }: AppStore, { entries, fileName }: ExportScope): Promise<void> {
  try {
    const file = await chooseSnapshotFile(fileName);
    if (file === null) return;
    await actions.exportSnapshot(entries, file);
    if (getState().exporting.phase !== 'none') showPageDialog('export');
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    actions.addMessage({ severity: 'error', problem: error.problem });
  }
}

function RunningExport({ exporting }: { readonly exporting: Extract<ExportState, { readonly phase: 'running' }> }) {
  const { progress, startMs, fileName, problemCount } = exporting;
  const { cancelExport } = useActions();
  return (
    <>
      <WorkProgress
        label="Exporting snapshot"
        doneCount={progress?.bytesWritten ?? 0}
        totalCount={Math.round(progress?.bytesTotalEstimate ?? 0)}
        unit="bytes"
        words={describeExport(progress, (performance.now() - startMs) / 1000)}
        onCancel={cancelExport}
      />
      <p className={styles.note}>
        {`${describeWriting(fileName, progress)} ${problemCount === 0 ? '' : `${countOf(problemCount, 'problem')} so far. `}`}
        You may close this and go on working.
      </p>
    </>
  );
}

function DoneExport({
  exporting,
  onClose,
}: {
  readonly exporting: Extract<ExportState, { readonly phase: 'done' }>;
  readonly onClose: () => void;
}) {
  const { fileName, sizeBytes, summary, problems } = exporting;
  return (
    <>
      <p role="status">
        {`${fileName} is written: ${countOf(summary.sequences, 'sequence')}, ${countOf(summary.records, 'record')}, ${formatBytes(sizeBytes)}.`}
      </p>
      {summary.problemCount > 0 && (
        <>
          <p className={styles.note}>
            {`${countOf(summary.problemCount, 'problem')}; every value that could be read was exported as it is.`}
          </p>
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={describeProblem(problem)}>{describeProblem(problem)}</li>
            ))}
            {summary.problemCount > problems.length && (
              <li>{`and ${summary.problemCount - problems.length} more, all listed in the snapshot`}</li>
            )}
          </ul>
        </>
      )}
      <div className={styles.foot}>
        <span />
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
