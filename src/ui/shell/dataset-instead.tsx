import { DEMO_URL } from '../../state/link.ts';
import { Button } from '../controls/button.tsx';
import { ProblemAlert } from '../errors/problem-alert.tsx';
import { TryAgain } from '../errors/try-again.tsx';
import { useActions, useAppState } from '../store-context.ts';
import styles from './lane-area.module.css';

/** Stands in a view as long as no dataset is open, with the reason. Null once one is. */
export function DatasetInstead() {
  const actions = useActions();
  const dataset = useAppState((state) => state.dataset);
  const openDemo = () => void actions.openDataset({ kind: 'url', url: DEMO_URL });
  switch (dataset.phase) {
    case 'open':
      return null;
    case 'opening':
      return (
        <p role="status" className={styles.words}>
          Opening {dataset.name}
        </p>
      );
    case 'none':
      return (
        <div className={styles.words}>
          <p role="status">No dataset is open</p>
          <p className={styles.choices}>
            <Button onClick={() => actions.showOpenDialog(true)}>Choose a dataset</Button>
            <Button onClick={openDemo}>Open the demo</Button>
          </p>
        </div>
      );
    case 'failed':
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
}
