import { foldFrequency, honestRate } from '../../core/sampling/alias.ts';
import { MAX_TONE_HZ, MIN_TONE_HZ } from '../../core/sampling/tone.ts';
import { signalsOf } from '../../state/selectors.ts';
import { Status } from '../controls/status.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { AliasCurve } from './alias-curve.tsx';
import { ALIAS_PHASE } from './alias-phase.ts';
import styles from './band.module.css';
import { FoldingPlot } from './folding-plot.tsx';
import { RateSelect } from './rate-select.tsx';
import { formatHertz, formatRate } from './rate-words.ts';
import { makeTone } from './sampled-sound.ts';
import { PlayButton } from './sound-context.tsx';
import { UnitField } from './unit-field.tsx';

const SPEECH_RATE = 16_000;

/** What a tone becomes that a rate cannot store. */
export function AliasSection() {
  const { aliasHz, aliasRate } = useAppState((state) => state.sampling);
  const datasetRate = useAppState((state) => signalsOf(state)?.head.rate ?? SPEECH_RATE);
  const { setAliasHz, setAliasRate } = useActions().sampling;
  const { heardHz } = foldFrequency(aliasHz, aliasRate);
  const reference = honestRate(aliasHz, datasetRate);
  const tone = { hz: aliasHz, phase: ALIAS_PHASE };
  const rates = reference === aliasRate ? [aliasRate] : [reference, aliasRate];
  return (
    <section aria-label="Aliasing" className={styles.alias}>
      <div className={styles.head}>
        <h2 className={styles.title}>Aliasing</h2>
        <span className={styles.label}>tone</span>
        <UnitField
          label="Aliasing tone, Hz"
          unit="Hz"
          min={MIN_TONE_HZ}
          max={MAX_TONE_HZ}
          step={0.5}
          value={aliasHz}
          widthPx={80}
          onCommit={setAliasHz}
        />
        <span className={styles.label}>at</span>
        <RateSelect label="Aliasing rate" value={aliasRate} onChange={setAliasRate} />
        <Status label="Heard frequency" className={styles.heard}>
          is heard as <span className={styles.code}>{formatHertz(heardHz)} Hz</span>
        </Status>
        <span className={styles.buttons}>
          {rates.map((rate) => (
            <PlayButton
              key={rate}
              name={`the aliasing tone at ${formatRate(rate)}`}
              text={formatRate(rate)}
              make={(isWanted) => makeTone(tone, rate, isWanted)}
            />
          ))}
        </span>
      </div>
      <div className={styles.pair}>
        <AliasCurve hz={aliasHz} rate={aliasRate} />
        <FoldingPlot hz={aliasHz} rate={aliasRate} />
      </div>
    </section>
  );
}
