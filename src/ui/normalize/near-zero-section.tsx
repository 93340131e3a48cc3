import type { ComparedDimension } from '../../core/statistics/compare-statistics.ts';
import type { NearZeroTreatment } from '../../state/normalize/normalize-state.ts';
import { Button } from '../controls/button.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCell } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './near-zero-section.module.css';

const CONSEQUENCES: Readonly<Record<NearZeroTreatment, string>> = {
  none: 'Division uses std + 1e-9, so numeric noise in these dimensions becomes signal. Clamp them to 1 before training, or leave them out.',
  clamp: 'Used and saved with std 1: noise in these dimensions stays as small as it is.',
  'leave-out':
    'Used and saved with the largest std a float32 holds: z is 0 whatever the value. Do not take predictions of these dimensions back to dataset units with it.',
};

/** Dimensions with a std near 0, what dividing by it does, and what can be done about it. */
export function NearZeroSection({ dimensions }: { readonly dimensions: readonly ComparedDimension[] }) {
  const treatment = useAppState((state) => state.normalize.treatment);
  const { normalize } = useActions();
  if (dimensions.length === 0) return null;
  const toggle = (next: NearZeroTreatment) => normalize.setTreatment(treatment === next ? 'none' : next);
  return (
    <section className={styles.section} aria-label="Std near 0">
      <h2 className={styles.title}>
        <SeverityIcon severity="warning" />
        Std near 0<span className={styles.detail}>below 1e-6</span>
      </h2>
      <div className={styles.scroller}>
        <table aria-label="Std near 0" className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Dim</th>
              <th scope="col">Ref. std</th>
              <th scope="col">Cand. std</th>
              <th scope="col">Amplification</th>
            </tr>
          </thead>
          <tbody>
            {dimensions.map((dimension) => (
              <tr key={dimension.name}>
                <th scope="row">{dimension.name}</th>
                <td>{formatCell(dimension.refStd, 3)}</td>
                <td>{formatCell(dimension.candStd, 3)}</td>
                <td className={treatment === 'none' ? styles.amplified : undefined}>
                  {describeConsequence(dimension, treatment)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.words}>{CONSEQUENCES[treatment]}</p>
      <p className={styles.buttons}>
        <Button aria-pressed={treatment === 'clamp'} onClick={() => toggle('clamp')}>
          Clamp std to 1
        </Button>
        <Button aria-pressed={treatment === 'leave-out'} onClick={() => toggle('leave-out')}>
          Leave out
        </Button>
      </p>
    </section>
  );
}

function describeConsequence(
  { candStd, refAmplification, candAmplification }: ComparedDimension,
  treatment: NearZeroTreatment,
): string {
  const isCandidateNearZero = candStd < 1e-6;
  if (treatment === 'clamp' && isCandidateNearZero) return '1e-6 stays z 1e-6';
  if (treatment === 'leave-out' && isCandidateNearZero) return 'z is 0';
  const worst = isCandidateNearZero ? candAmplification : refAmplification;
  const side = isCandidateNearZero ? '' : ' by the reference';
  return `1e-6 becomes z ${Number(worst.toPrecision(3))}${side}`;
}
