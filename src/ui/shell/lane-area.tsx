import { Button } from '../controls/button.tsx';
import { ProblemAlert } from '../errors/problem-alert.tsx';
import { TryAgain } from '../errors/try-again.tsx';
import { LaneStack } from '../lanes/lane-stack.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { DatasetInstead } from './dataset-instead.tsx';
import styles from './lane-area.module.css';

/** The middle of the page: the lanes, or in words why there are none. */
export function LaneArea() {
  const actions = useActions();
  const dataset = useAppState((state) => state.dataset);
  const sequence = useAppState((state) => state.sequence);

  if (dataset.phase !== 'open') return <DatasetInstead />;
  if (sequence.phase === 'failed') {
    const hasOthers = dataset.summary.sequences.length > 1;
    return (
      <div className={styles.instead}>
        <ProblemAlert
          title={`${sequence.entry} cannot be shown`}
          problem={sequence.problem}
          consequence={
            hasOthers ? 'Nothing of it is shown. The other sequences can be used.' : 'Nothing of it is shown.'
          }
        >
          <TryAgain problem={sequence.problem} />
          {hasOthers ? <Button onClick={() => actions.stepEntry(1)}>Next sequence</Button> : undefined}
        </ProblemAlert>
      </div>
    );
  }
  if (dataset.summary.sequences.length === 0) {
    return (
      <p role="status" className={styles.words}>
        The dataset has no sequences
      </p>
    );
  }
  return <LaneStack />;
}
