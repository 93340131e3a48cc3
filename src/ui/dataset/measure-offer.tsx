import { sequencesOf } from '../../state/overview/overview-selectors.ts';
import { Button } from '../controls/button.tsx';
import { formatBytes } from '../export/export-words.ts';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './measure-offer.module.css';

/** Stands where the figures will be, of a dataset so large or so far away that reading all of it is asked for. */
export function MeasureOffer() {
  const { overview } = useActions();
  const count = useAppState((state) => sequencesOf(state).length);
  const sizeBytes = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.sizeBytes : 0));
  return (
    <div className={styles.offer}>
      <p>
        Distributions, scatter and map are measured over every frame of every sequence: each byte of the dataset is read
        once.
      </p>
      <Button variant="primary" onClick={() => void overview.measure()}>
        Measure all sequences ({formatCount(count)}, {formatBytes(sizeBytes)})
      </Button>
    </div>
  );
}
