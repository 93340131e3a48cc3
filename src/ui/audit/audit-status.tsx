import { describeProblem } from '../../core/errors.ts';
import type { AuditState } from '../../state/audit/audit-state.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './audit-status.module.css';

/** How far the pass has come, in what it has gone through, and what can be done with it. */
export function AuditStatus() {
  const actions = useActions();
  const audit = useAppState((state) => state.audit);
  const { pass, checked, entries, checkedFirst, workMs } = audit;
  if (pass.phase === 'none') return <footer className={styles.status}>Not checked yet</footer>;
  const isUnderWay = pass.phase === 'running' || pass.phase === 'paused';
  const counts = `${formatCount(checked.clips)} clips`;
  const sequences = `${formatCount(checked.sequences)} of ${formatCount(entries.length)} sequences`;
  return (
    <footer className={styles.status}>
      {pass.phase === 'done' && (
        <span className={styles.done}>
          <Icon name="check" />
        </span>
      )}
      <span>{TITLES[pass.phase]}</span>
      {isUnderWay && (
        <div
          role="progressbar"
          aria-label="Auditing"
          aria-valuemin={0}
          aria-valuemax={entries.length}
          aria-valuenow={checkedFirst}
          aria-valuetext={sequences}
          className={styles.track}
        >
          <div
            className={styles.bar}
            style={{ transform: `scaleX(${entries.length === 0 ? 0 : checkedFirst / entries.length})` }}
          />
        </div>
      )}
      <span className={styles.number}>{counts}</span>
      <span className={styles.detail}>{sequences}</span>
      <span className={styles.detail}>{formatCount(checked.frames)} frames</span>
      <span className={styles.detail}>{speedOf(audit)}</span>
      <span className={styles.words}>{wordsOf(audit)}</span>
      <span className={styles.gap} />
      {pass.phase === 'running' && (
        <Button variant="ghost" onClick={() => actions.audit.pause()}>
          Pause
        </Button>
      )}
      {pass.phase === 'paused' && (
        <Button variant="ghost" onClick={() => actions.audit.resume()}>
          Go on
        </Button>
      )}
      {isUnderWay && (
        <Button variant="ghost" aria-label="Cancel" onClick={() => actions.audit.stop()}>
          Stop
        </Button>
      )}
      {(pass.phase === 'stopped' || pass.phase === 'failed') && (
        <Button variant="ghost" onClick={() => actions.audit.resume()}>
          Go on
        </Button>
      )}
      {!isUnderWay && (
        <Button variant="ghost" onClick={() => actions.audit.start()}>
          Check again
        </Button>
      )}
      <span className={styles.time}>{workMs > 0 ? `${(workMs / 1000).toFixed(1)} s` : ''}</span>
    </footer>
  );
}

const TITLES = {
  running: 'Auditing',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Audited',
  failed: 'Broken off',
} as const;

function wordsOf({ pass }: AuditState): string {
  switch (pass.phase) {
    case 'running':
      return 'Counts grow until the pass ends';
    case 'paused':
    case 'stopped':
      return 'Counts are of what is checked; duplicates and outliers among the rest are not known';
    case 'failed':
      return describeProblem(pass.problem);
    default:
      return '';
  }
}

function speedOf({ checked, workMs }: AuditState): string {
  return workMs < 200 ? '' : `${formatCount(Math.round((checked.clips / workMs) * 1000))} clips/s`;
}
