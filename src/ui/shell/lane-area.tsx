import { DEMO_URL } from '../../state/link.ts';
import { Button } from '../controls/button.tsx';
import { ProblemAlert } from '../errors/problem-alert.tsx';
import { TryAgain } from '../errors/try-again.tsx';
import { LaneStack } from '../lanes/lane-stack.tsx';
import { useActions, useAppState } from '../store-context.ts';
import styles from './lane-area.module.css';

/** The middle of the page: the lanes, or in words why there are none. */
export function LaneArea() {
  const actions = useActions();
  const dataset = useAppState((state) => state.dataset);
  const sequence = useAppState((state) => state.sequence);

  const openDemo = () => void actions.openDataset({ kind: 'url', url: DEMO_URL });

  if (dataset.phase === 'failed') {
    return (
      <div className={styles.instead}>
        <ProblemAlert
          title="The dataset was not opened"
          problem={dataset.problem}
          consequence={`Nothing of ${dataset.name} is shown. Choose another dataset, or look at the demo.`}
        >
          <TryAgain problem={dataset.problem} />
          <Button variant="primary" onClick={() => actions.showOpenDialog(true)}>
            Choose another
          </Button>
          <Button onClick={openDemo}>Open the demo</Button>
        </ProblemAlert>
      </div>
    );
  }
  if (dataset.phase === 'none') {
    return (
      <div className={styles.words}>
        <p role="status">No dataset is open</p>
        <p className={styles.choices}>
          <Button onClick={() => actions.showOpenDialog(true)}>Choose a dataset</Button>
          <Button onClick={openDemo}>Open the demo</Button>
        </p>
      </div>
    );
  }
  if (dataset.phase === 'opening') {
    return (
      <p role="status" className={styles.words}>
        Opening {dataset.name}
      </p>
    );
  }
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
