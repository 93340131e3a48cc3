import { useMemo } from 'react';
import { signalsOf } from '../../state/selectors.ts';
import { planCrop } from '../crop/crop-plan.ts';
import { useAppState } from '../store-context.ts';
import type { DatasetUnit } from './dataset-unit.ts';
import { planRateTable } from './rate-table.ts';
import styles from './rate-table-section.module.css';
import { formatKilohertz } from './rate-words.ts';
import panel from './side.module.css';

/** Counts that follow from the rate. */
export function RateTableSection({ unit }: { readonly unit: DatasetUnit }) {
  const rates = useAppState((state) => state.sampling.rates);
  const fps = useAppState((state) => state.sampling.fps);
  const crop = useAppState((state) => state.crop);
  const head = useAppState((state) => signalsOf(state)?.head ?? null);
  const slice = useMemo(() => {
    const plan = head === null ? null : planCrop(head, crop);
    return plan?.kind === 'planned' ? (plan.slices[0] ?? null) : null;
  }, [head, crop]);
  const rows = planRateTable({
    rates,
    fps,
    clipFrames: unit.clipFrames,
    cropFrames: crop.n_motions * crop.n_windows,
    slice,
  });
  return (
    <section aria-label="What the rate changes" className={panel.section}>
      <div className={panel.head}>
        <h2 className={panel.title}>What the rate changes</h2>
        <span className={panel.detail}>{fps} fps</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll has to be reachable by keys. */}
      <section className={styles.scroll} aria-label="Counts by rate" tabIndex={0}>
        <table className={styles.table} aria-label="What the rate changes">
          <thead>
            <tr>
              <th scope="col">kHz</th>
              {rates.map((rate) => (
                <th key={rate} scope="col" className={styles.number}>
                  {formatKilohertz(rate)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, isPosition, cells }) => (
              <tr key={name}>
                <th scope="row" className={isPosition ? styles.position : styles.name}>
                  {name}
                </th>
                {rates.map((rate, index) => (
                  <td key={rate} className={rate === unit.rate ? `${styles.number} ${styles.own}` : styles.number}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
