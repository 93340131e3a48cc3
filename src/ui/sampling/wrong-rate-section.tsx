import { describeDrift, measureDrift, measureFrame } from '../../core/sampling/frames-and-samples.ts';
import { Icon } from '../controls/icon.tsx';
import { useAppState } from '../store-context.ts';
import type { DatasetUnit } from './dataset-unit.ts';
import { PlotFigure } from './plot-figure.tsx';
import { formatRate, formatSamples } from './rate-words.ts';
import panel from './side.module.css';
import styles from './wrong-rate-section.module.css';

/** A picture rate whose frames are no whole number of samples at any usual rate. */
const BROADCAST_FPS = 29.97;

/** Where sound and picture end when a frame is taken for as many samples as in this dataset. */
export function WrongRateSection({ unit }: { readonly unit: DatasetUnit }) {
  const rates = useAppState((state) => state.sampling.rates);
  const fps = useAppState((state) => state.sampling.fps);
  const drifts = rates.map((rate) => ({
    rate,
    drift: measureDrift(unit.samplesPerFrame, rate, fps, unit.clipFrames),
  }));
  const pictureSeconds = unit.clipFrames / fps;
  const longest = Math.max(pictureSeconds, ...drifts.map(({ drift }) => drift.soundSeconds));
  const share = (seconds: number) => `${(100 * seconds) / longest}%`;
  const title = `${formatSamples(unit.samplesPerFrame)} a frame on the wrong rate`;
  return (
    <section aria-label={title} className={panel.section}>
      <div className={panel.head}>
        <h2 className={panel.title}>
          <Icon name="warning" />
          {title}
        </h2>
        <span className={panel.detail}>for one clip of {pictureSeconds.toFixed(2)} s</span>
      </div>
      <PlotFigure
        label="Sound against picture at the end of a clip"
        words={drifts.map(({ rate, drift }) => `${formatRate(rate)}: ${describeDrift(drift)}.`).join(' ')}
      >
        <div className={styles.bars}>
          {drifts.map(({ rate, drift }) => (
            <div
              key={rate}
              className={describeDrift(drift) === 'in step' ? `${styles.row} ${styles.inStep}` : styles.row}
            >
              <span className={styles.rate}>{formatRate(rate)}</span>
              <span className={styles.room}>
                <span className={styles.picture} style={{ width: share(pictureSeconds) }} />
                <span className={styles.sound} style={{ width: share(drift.soundSeconds) }} />
              </span>
              <span className={styles.seconds}>{drift.soundSeconds.toFixed(2)} s</span>
              <span className={styles.drift}>{describeDrift(drift)}</span>
            </div>
          ))}
          <span className={styles.place}>
            <span className={styles.end} style={{ left: share(pictureSeconds) }} />
          </span>
        </div>
        <div className={styles.foot}>
          <span className={styles.place}>
            <span
              className={styles.endName}
              style={{ left: `clamp(40px, ${share(pictureSeconds)}, calc(100% - 20px))` }}
            >
              picture {pictureSeconds.toFixed(2)} s
            </span>
          </span>
        </div>
      </PlotFigure>
      <p className={styles.words}>Behind or ahead at the end of the clip. {describeRounding(unit, fps)}</p>
    </section>
  );
}

/** What the picture rate does to the slices of this dataset's sound. */
function describeRounding({ rate }: DatasetUnit, fps: number): string {
  const chosen = measureFrame(rate, fps);
  const shownFps = chosen.isWhole ? BROADCAST_FPS : fps;
  const frame = measureFrame(rate, shownFps);
  if (frame.isWhole) return '';
  const lengths = frame.sliceLengths.map(formatSamples).join(' or ');
  return `At ${shownFps} fps one frame is ${formatSamples(frame.samplesPerFrame)} samples at ${formatRate(rate)}, so every slice is rounded, to ${lengths}.`;
}
