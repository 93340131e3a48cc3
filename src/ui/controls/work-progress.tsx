import { Button } from './button.tsx';
import styles from './work-progress.module.css';

/** Long work: what it is, how far it has come in countable things, and a way to stop it. */
export function WorkProgress({
  label,
  doneCount,
  totalCount,
  unit,
  words = `${doneCount} of ${totalCount} ${unit}`,
  onCancel,
}: {
  /** Name of the work, e.g. "Statistics of the train split". */
  readonly label: string;
  readonly doneCount: number;
  readonly totalCount: number;
  /** What is counted, in the plural, e.g. "sequences". */
  readonly unit: string;
  /** How far it has come, in place of the counts. */
  readonly words?: string;
  readonly onCancel: () => void;
}) {
  return (
    <div className={styles.work}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.count}>{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={totalCount}
        aria-valuenow={doneCount}
        aria-valuetext={words}
        className={styles.track}
      >
        <div className={styles.bar} style={{ transform: `scaleX(${totalCount === 0 ? 0 : doneCount / totalCount})` }} />
      </div>
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}
