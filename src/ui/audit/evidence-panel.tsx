import type { Evidence } from '../../core/audit/evidence.ts';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { useAppState } from '../store-context.ts';
import styles from './evidence.module.css';
import { DuplicatePictures } from './evidence-duplicate.tsx';
import { LagPictures } from './evidence-lag.tsx';
import { MotionPictures } from './evidence-motion.tsx';
import { SeamPictures } from './evidence-seam.tsx';
import { SoundPictures } from './evidence-sound.tsx';
import { SpectrumPicture } from './evidence-spectrum.tsx';

/** The measurement behind the finding, drawn. */
export function EvidencePanel() {
  const evidence = useAppState((state) => state.audit.evidence);
  switch (evidence.phase) {
    case 'none':
      return null;
    case 'measuring':
      return (
        <p role="status" className={styles.state}>
          Measuring the evidence
        </p>
      );
    case 'failed':
      return (
        <div className={styles.state}>
          <InlineProblem problem={evidence.problem} />
        </div>
      );
    case 'ready':
      return <Pictures evidence={evidence.evidence} />;
  }
}

function Pictures({ evidence }: { readonly evidence: Evidence }) {
  switch (evidence.kind) {
    case 'lag':
      return <LagPictures evidence={evidence} />;
    case 'seam':
      return <SeamPictures evidence={evidence} />;
    case 'sound':
      return <SoundPictures evidence={evidence} />;
    case 'motion':
      return <MotionPictures evidence={evidence} />;
    case 'spectrum':
      return <SpectrumPicture evidence={evidence} />;
    case 'duplicate':
      return <DuplicatePictures evidence={evidence} />;
    case 'none':
      return null;
  }
}
