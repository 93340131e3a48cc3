import { useEffect, useState } from 'react';
import { sequencesOf } from '../../state/overview/overview-selectors.ts';
import { Button } from '../controls/button.tsx';
import { formatCount } from '../format/numbers.ts';
import { useIsNarrow } from '../shell/use-is-narrow.ts';
import { useActions, useAppState } from '../store-context.ts';
import { BrushedPanel } from './brushed-panel.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import styles from './dataset-view.module.css';
import { DistributionsBand } from './distributions-band.tsx';
import { MapPanel } from './map-panel.tsx';
import { MeasureBar } from './measure-bar.tsx';
import { MeasureOffer } from './measure-offer.tsx';
import { ScatterPanel } from './scatter-panel.tsx';
import { SplitsPanel } from './splits-panel.tsx';
import { TotalsBar } from './totals-bar.tsx';

/** All sequences at once: totals and splits, how their figures spread, two of them against each other, and the list of what is brushed. */
export function DatasetView() {
  const { overview } = useActions();
  const request = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.request : null));
  const name = useAppState(({ dataset }) => dataset.phase);
  const table = useAppState((state) => state.overview.table);
  const phase = useAppState((state) => state.overview.measuring.phase);
  const count = useAppState((state) => sequencesOf(state).length);
  const isNarrow = useIsNarrow();
  const [isListOpen, setIsListOpen] = useState(false);
  useEffect(() => {
    if (request !== null && phase === 'none') overview.enter();
  }, [request, phase, overview]);

  if (request === null) {
    return <p className={styles.none}>{name === 'opening' ? 'Opening the dataset' : 'No dataset is open.'}</p>;
  }
  if (count === 0) return <p className={styles.none}>The dataset has no sequences.</p>;
  const isListShown = !isNarrow || isListOpen;
  return (
    <div className={isNarrow ? `${styles.view} ${styles.narrow}` : styles.view}>
      <TotalsBar
        listButton={
          isNarrow && (
            <Button aria-expanded={isListOpen} icon="list" onClick={() => setIsListOpen(!isListOpen)}>
              List
            </Button>
          )
        }
      />
      <div className={styles.bands}>
        <div className={styles.top}>
          <SplitsPanel />
          <CoveragePanel />
        </div>
        {table === null ? (
          <MeasureOffer />
        ) : (
          <>
            <DistributionsBand table={table} />
            <div className={styles.plots}>
              <ScatterPanel table={table} className={styles.plotPanel} />
              <MapPanel table={table} className={styles.plotPanel} />
            </div>
          </>
        )}
      </div>
      {isListShown && (
        <section
          aria-label={`List of ${formatCount(count)} sequences`}
          className={isNarrow ? `${styles.list} ${styles.drawer}` : styles.list}
          onKeyDown={(event) => {
            if (isNarrow && event.key === 'Escape') setIsListOpen(false);
          }}
        >
          <BrushedPanel isPrimary={table !== null} />
        </section>
      )}
      <div className={styles.foot}>
        <MeasureBar />
      </div>
    </div>
  );
}
