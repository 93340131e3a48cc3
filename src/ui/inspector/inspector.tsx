import { useMemo } from 'react';
import type { SequenceSignals } from '../../state/app-state.ts';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { planCrop } from '../crop/crop-plan.ts';
import { useAppState } from '../store-context.ts';
import { AudioSection } from './audio-section.tsx';
import { CoefficientSection } from './coefficient-section.tsx';
import { CropSection } from './crop-section.tsx';
import styles from './inspector.module.css';
import { SlicesSection } from './slices-section.tsx';
import { TakeAway } from './take-away.tsx';

/** The right panel: the crop, what the loader reads for it, and the numbers. */
export function Inspector() {
  const sequence = useAppState((state) => state.sequence);
  return (
    <div className={styles.inspector}>
      {sequence.phase === 'none' && <p className={styles.empty}>Choose a sequence to see its crop.</p>}
      {sequence.phase === 'opening' && <p className={styles.empty}>Opening {sequence.entry}</p>}
      {sequence.phase === 'failed' && (
        <div className={styles.empty}>
          <InlineProblem problem={sequence.problem} />
        </div>
      )}
      {(sequence.phase === 'loading' || sequence.phase === 'ready') && <SequencePanel signals={sequence.signals} />}
    </div>
  );
}

function SequencePanel({ signals }: { readonly signals: SequenceSignals }) {
  const crop = useAppState((state) => state.crop);
  const { head } = signals;
  const plan = useMemo(() => planCrop(head, crop), [head, crop]);
  const hasCrop = plan.kind === 'planned';
  return (
    <>
      <div className={styles.sections}>
        <CropSection head={head} plan={plan} />
        <SlicesSection head={head} />
        <AudioSection hasCrop={hasCrop} />
        <CoefficientSection signals={signals} />
      </div>
      <TakeAway hasCrop={hasCrop} />
    </>
  );
}
