import { InlineProblem } from '../controls/inline-problem.tsx';
import { useActions, useAppState } from '../store-context.ts';
import styles from './band.module.css';
import { CropSpectrumPlot } from './crop-spectrum-plot.tsx';
import { RateSelect } from './rate-select.tsx';
import { formatRate } from './rate-words.ts';
import { makeVersion } from './sampled-sound.ts';
import { PlayButton } from './sound-context.tsx';
import { type MeasuredCrop, useCropLoss } from './use-crop-loss.ts';

/** The sound of the crop by frequency, as it is and at another rate. */
export function CropSection() {
  const state = useCropLoss();
  const cropRate = useAppState((all) => all.sampling.cropRate);
  const { setCropRate } = useActions().sampling;
  const measured = state.phase === 'ready' ? state.measured : null;
  return (
    <section aria-label="Spectrum of the crop" className={styles.crop}>
      <div className={styles.head}>
        <h2 className={styles.title}>Spectrum of the crop</h2>
        {measured !== null && <CropWords measured={measured} />}
        {measured !== null && <Legend measured={measured} />}
        <span className={styles.buttons}>
          <RateSelect label="Rate of the resampled crop" value={cropRate} onChange={setCropRate} />
          {measured !== null && <PlayBoth measured={measured} />}
        </span>
      </div>
      {state.phase === 'words' && (
        <p role="status" className={styles.words}>
          {state.words}
        </p>
      )}
      {state.phase === 'failed' && (
        <div className={styles.problem}>
          <InlineProblem problem={state.problem} />
        </div>
      )}
      {measured !== null && (
        <div className={styles.fill} aria-busy={measured.loss.toRate !== cropRate}>
          <CropSpectrumPlot
            loss={measured.loss}
            name={`${measured.entry} [${measured.startFrame},${measured.endFrame}]`}
          />
        </div>
      )}
    </section>
  );
}

function CropWords({ measured }: { readonly measured: MeasuredCrop }) {
  const { entry, startFrame, endFrame, fps, missing } = measured;
  const seconds = (endFrame - startFrame) / fps;
  return (
    <span className={styles.detail} title={missing ?? undefined}>
      {entry} <code>{`[${startFrame},${endFrame}]`}</code>, mean over {Number(seconds.toFixed(2))} s
      {missing !== null && `. ${missing}`}
    </span>
  );
}

function Legend({ measured: { loss } }: { readonly measured: MeasuredCrop }) {
  return (
    <span className={styles.legend} aria-hidden="true">
      <span className={styles.key}>
        <svg aria-hidden="true" width="16" height="12">
          <path d="M0 6h16" />
        </svg>
        {formatRate(loss.fromRate)}
      </span>
      <span className={styles.key}>
        <svg aria-hidden="true" width="18" height="12">
          <path className={styles.after} d="M0 6h18" />
        </svg>
        {formatRate(loss.toRate)}
      </span>
    </span>
  );
}

function PlayBoth({ measured: { samples, resampled, loss } }: { readonly measured: MeasuredCrop }) {
  const pair = { rate: loss.fromRate, samples, otherRate: loss.toRate, other: resampled };
  return (
    <>
      <PlayButton
        name={`the crop at ${formatRate(loss.fromRate)}`}
        text={formatRate(loss.fromRate)}
        make={(isWanted) => makeVersion(pair, false, isWanted)}
      />
      {loss.toRate !== loss.fromRate && (
        <PlayButton
          name={`the crop at ${formatRate(loss.toRate)}, as loud`}
          text={formatRate(loss.toRate)}
          make={(isWanted) => makeVersion(pair, true, isWanted)}
        />
      )}
    </>
  );
}
