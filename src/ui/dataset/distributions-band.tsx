import { DISTRIBUTION_KEYS, type ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import { brushedRowsOf } from '../../state/overview/overview-selectors.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { Distribution } from './distribution.tsx';
import styles from './distributions-band.module.css';
import { saveDistributions } from './save-distributions.ts';
import { PlotKey, SectionHead } from './section-head.tsx';
import { useStaggered } from './use-staggered.ts';

/** How six figures spread over all sequences, and over the brushed ones. */
export function DistributionsBand({ table }: { readonly table: ProfileTable }) {
  const store = useAppStore();
  const brushed = useAppState(brushedRowsOf);
  const brushes = useAppState(({ overview }) => overview.brushes);
  const isFilling = useAppState(({ overview }) => overview.measuring.phase === 'running');
  const tables = useStaggered(table, DISTRIBUTION_KEYS.length, isFilling);
  // Without a brush the rows tell a chart nothing, and they change with each look at the table.
  const subset = brushed.isNarrowed ? brushed : null;
  return (
    <section aria-label="Distributions" className={styles.band}>
      <SectionHead
        title="Distributions"
        words={
          brushed.isNarrowed
            ? 'one value per sequence, median of the brushed at right, of all at the tick'
            : 'one value per sequence, median of all at right and at the tick'
        }
      >
        <PlotKey mark="filled">All {formatCount(table.entries.length)}</PlotKey>
        {brushed.isNarrowed && <PlotKey mark="step">Brushed {formatCount(brushed.rows.length)}, own scale</PlotKey>}
        <span className={styles.save}>
          <Icon name="download" sizePx={14} />
          {(['svg', 'png'] as const).map((kind) => (
            <Button
              key={kind}
              variant="ghost"
              className={styles.kind}
              aria-label={`Save picture, ${kind.toUpperCase()}`}
              title={`Save the six distributions as ${kind.toUpperCase()}`}
              onClick={() => void saveDistributions(store, kind)}
            >
              {kind.toUpperCase()}
            </Button>
          ))}
        </span>
      </SectionHead>
      <div className={styles.charts}>
        {DISTRIBUTION_KEYS.map((figure: ProfileFigureKey, index) => (
          <Distribution
            key={figure}
            figure={figure}
            table={tables[index] ?? table}
            brushed={subset}
            brushes={brushes}
          />
        ))}
      </div>
    </section>
  );
}
