import { useState } from 'react';
import { describeProblem } from '../../core/errors.ts';
import type { AppState } from '../../state/app-state.ts';
import { comparisonOf } from '../../state/normalize/comparison.ts';
import type { LeftOutSequence, PassState } from '../../state/normalize/normalize-state.ts';
import { nameSplit } from '../../state/normalize/recipe-words.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Icon } from '../controls/icon.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { saveComparisonPicture } from './comparison-picture.ts';
import styles from './pass-status.module.css';
import {
  countOf,
  describeCheck,
  formatElapsed,
  formatRate,
  nameLeftOut,
  passesOf,
  type ShownWork,
  workOf,
} from './pass-words.ts';

/** The line at the foot: what is being computed and how far it is, or what was. */
export function PassStatus() {
  // The whole slice: whatever of it changes is shown here.
  useAppState((state) => state.normalize);
  const work = useDerived(workOf);
  return (
    <footer className={styles.status}>
      {work === null ? <Settled /> : <Running work={work} />}
      <SavePicture />
    </footer>
  );
}

/** What is made anew from the state with each render of the line. */
function useDerived<T>(derive: (state: AppState) => T): T {
  return derive(useAppStore().getState());
}

/** The comparison as it stands, as a file. */
function SavePicture() {
  const store = useAppStore();
  const isComparable = useAppState((state) => comparisonOf(state)?.isComparable === true);
  if (!isComparable) return null;
  return (
    <span className={styles.pictures}>
      <Icon name="download" sizePx={14} />
      {(['svg', 'png'] as const).map((kind) => (
        <Button
          key={kind}
          variant="ghost"
          className={styles.kind}
          aria-label={`Save picture, ${kind.toUpperCase()}`}
          title={`Save the comparison as ${kind.toUpperCase()}`}
          onClick={() => void saveComparisonPicture(store, kind)}
        >
          {kind.toUpperCase()}
        </Button>
      ))}
    </span>
  );
}

function Running({ work }: { readonly work: ShownWork }) {
  const { normalize } = useActions();
  const { label, doneCount, totalCount, count, rate, note } = work;
  return (
    <>
      <span className={styles.label}>{label}</span>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={totalCount}
        aria-valuenow={doneCount}
        aria-valuetext={count}
        className={styles.track}
      >
        <div
          className={styles.progress}
          style={{ transform: `scaleX(${totalCount === 0 ? 0 : doneCount / totalCount})` }}
        />
      </div>
      <span className={styles.number}>{count}</span>
      {rate !== '' && <span className={styles.faint}>{rate}</span>}
      <span className={styles.note}>{note}</span>
      <Button variant="ghost" className={styles.last} onClick={normalize.cancel}>
        Cancel
      </Button>
    </>
  );
}

function Settled() {
  const { normalize } = useActions();
  useAppState((state) => state.normalize);
  const passes = useDerived(passesOf);
  const isSnapshot = useAppState(({ dataset }) => dataset.phase === 'open' && dataset.summary.kind === 'snapshot');
  const check = useDerived(describeCheck);
  const checkState = useAppState((state) => state.normalize.check);
  if (passes.length === 0) {
    return <span className={`${styles.note} ${styles.only}`}>Neither side has to be computed from the frames.</span>;
  }
  const canCheck = isSnapshot && passes.some(({ pass }) => pass?.phase === 'done' && pass.progress.catalogueCount > 0);
  const isKnown = passes.some(({ pass }) => pass !== undefined);
  return (
    <>
      {passes.map(({ key, pass }) => (
        <Outcome key={key} pass={pass} />
      ))}
      {check !== null && (
        <span role="status" className={check.isAgreed ? styles.agreed : styles.disagreed}>
          <Icon name={check.isAgreed ? 'check' : 'warning'} />
          {check.words}
        </span>
      )}
      {checkState.phase === 'failed' && <InlineProblem problem={checkState.problem} />}
      <span className={styles.last}>
        {canCheck && (
          <Button
            variant="ghost"
            title="Reads every frame and compares with the moments in the catalogue"
            onClick={normalize.checkCatalogue}
          >
            Re-read and compare
          </Button>
        )}
        <Button variant="ghost" onClick={normalize.runAgain}>
          {isKnown ? 'Run again' : 'Recompute'}
        </Button>
      </span>
    </>
  );
}

function Outcome({ pass }: { readonly pass: PassState | undefined }) {
  if (pass === undefined) {
    return <span className={styles.note}>Not recomputed yet: it reads every frame of the split from its host.</span>;
  }
  if (pass.phase === 'waiting') return <span className={styles.note}>Waiting</span>;
  if (pass.phase === 'failed') return <InlineProblem problem={pass.problem} />;
  const { progress } = pass;
  const isDone = pass.phase === 'done';
  const rate = formatRate(progress);
  return (
    <span className={styles.outcome}>
      <span className={isDone ? styles.ok : styles.stopped}>
        <Icon name={isDone ? 'check' : 'warning'} />
      </span>
      <span className={styles.label}>
        {isDone ? `Recomputed over ${nameSplit(progress.over)}` : `Cancelled, values stay provisional`}
      </span>
      <span className={styles.number}>{countOf(progress)}</span>
      <span className={styles.number}>{`${formatCount(progress.frameCount)} frames`}</span>
      <span className={styles.faint}>
        {progress.catalogueCount > 0
          ? `${formatElapsed(progress.elapsedMs)}, ${formatCount(progress.catalogueCount)} from the catalogue`
          : `${formatElapsed(progress.elapsedMs)}${rate === '' ? '' : `, ${rate}`}`}
      </span>
      {progress.leftOut.length > 0 && <LeftOut leftOut={progress.leftOut} />}
    </span>
  );
}

/** What a pass left out, named, with the reasons in a dialog. */
function LeftOut({ leftOut }: { readonly leftOut: readonly LeftOutSequence[] }) {
  const [isOpen, setOpen] = useState(false);
  const title = `${formatCount(leftOut.length)} left out`;
  return (
    <>
      <Button variant="link" className={styles.left} onClick={() => setOpen(true)}>
        {`${title}: ${nameLeftOut(leftOut)}`}
      </Button>
      <Dialog title={title} widthPx={640} topPx={112} isOpen={isOpen} onClose={() => setOpen(false)}>
        <ul className={styles.list}>
          {leftOut.map(({ entry, problem }) => (
            <li key={entry}>
              <strong>{entry}</strong> {describeProblem(problem)}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
