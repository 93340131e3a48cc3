import { useMemo } from 'react';
import { useAppState } from '../store-context.ts';
import { AliasSection } from './alias-section.tsx';
import { CropSection } from './crop-section.tsx';
import { datasetUnit } from './dataset-unit.ts';
import { FramesSection } from './frames-section.tsx';
import { RateTableSection } from './rate-table-section.tsx';
import { SamplingTakeAway } from './sampling-take-away.tsx';
import { SamplingToolbar } from './sampling-toolbar.tsx';
import styles from './sampling-view.module.css';
import { SoundProvider } from './sound-context.tsx';
import { ToneSection } from './tone-section.tsx';
import { WrongRateSection } from './wrong-rate-section.tsx';

/** The effect of the sampling rate: on a tone, on the crop's own sound, and on the samples of a frame. */
export function SamplingView() {
  return (
    <SoundProvider>
      <div className={styles.view}>
        <SamplingToolbar />
        <div className={styles.body}>
          <div className={styles.main}>
            <ToneSection />
            <AliasSection />
            <CropSection />
          </div>
          <Side />
        </div>
      </div>
    </SoundProvider>
  );
}

function Side() {
  const rate = useAppState((state) => datasetUnit(state).rate);
  const fps = useAppState((state) => datasetUnit(state).fps);
  const clipFrames = useAppState((state) => datasetUnit(state).clipFrames);
  const unit = useMemo(() => ({ rate, fps, clipFrames, samplesPerFrame: rate / fps }), [rate, fps, clipFrames]);
  return (
    <div className={styles.side}>
      <div className={styles.sections}>
        <FramesSection unit={unit} />
        <RateTableSection unit={unit} />
        <WrongRateSection unit={unit} />
      </div>
      <SamplingTakeAway unit={unit} />
    </div>
  );
}
