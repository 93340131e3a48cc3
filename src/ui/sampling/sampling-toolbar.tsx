import { MAX_TONE_HZ, MAX_WINDOW_MS, MIN_TONE_HZ, MIN_WINDOW_MS } from '../../core/sampling/tone.ts';
import type { SamplingShow } from '../../state/sampling/sampling-state.ts';
import { Icon } from '../controls/icon.tsx';
import { RangeSlider } from '../controls/range-slider.tsx';
import { Segmented, type SegmentedOption } from '../controls/segmented.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { LOG_STEPS, positionOf, valueAt } from './log-slider.ts';
import { RateChips } from './rate-chips.tsx';
import { formatHertz } from './rate-words.ts';
import styles from './sampling-toolbar.module.css';
import { UnitField } from './unit-field.tsx';

/** What can be heard, and what is worth drawing; the fields take more. */
const SLIDER_HZ = [20, 20_000] as const;
const SLIDER_MS = [1, 200] as const;

const SHOWS: readonly SegmentedOption<SamplingShow>[] = [
  { value: 'samples', label: 'Samples', title: 'Each sample as a dot' },
  { value: 'hold', label: 'Hold', title: 'Each sample held until the next' },
  { value: 'rebuilt', label: 'Rebuilt', title: 'The band-limited curve through the samples' },
];

/** What is compared: the tone, how much of it, at which rates, and how it is drawn. */
export function SamplingToolbar() {
  const show = useAppState((state) => state.sampling.show);
  const { setShow } = useActions().sampling;
  return (
    <section className={styles.toolbar} aria-label="Tone and rates">
      <ToneControl />
      <WindowControl />
      <RateChips />
      <span className={styles.group}>
        <span className={styles.label}>Show</span>
        <Segmented label="Show" options={SHOWS} value={show} onChange={setShow} />
      </span>
      <Volume />
    </section>
  );
}

function ToneControl() {
  const hz = useAppState((state) => state.sampling.toneHz);
  const { setToneHz } = useActions().sampling;
  return (
    <span className={styles.group}>
      <span className={styles.label}>Tone</span>
      <span className={styles.toneSlider}>
        <RangeSlider
          label="Tone"
          min={0}
          max={LOG_STEPS}
          step={1}
          value={positionOf(hz, ...SLIDER_HZ)}
          valueText={`${formatHertz(hz)} Hz`}
          onChange={(position) => setToneHz(valueAt(position, ...SLIDER_HZ))}
        />
      </span>
      <UnitField
        label="Tone, Hz"
        unit="Hz"
        min={MIN_TONE_HZ}
        max={MAX_TONE_HZ}
        step={0.5}
        value={hz}
        widthPx={76}
        onCommit={setToneHz}
      />
    </span>
  );
}

function WindowControl() {
  const ms = useAppState((state) => state.sampling.windowMs);
  const { setWindowMs } = useActions().sampling;
  return (
    <span className={styles.group}>
      <span className={styles.label}>Window</span>
      <span className={styles.windowSlider}>
        <RangeSlider
          label="Window"
          min={0}
          max={LOG_STEPS}
          step={1}
          value={positionOf(ms, ...SLIDER_MS)}
          valueText={`${formatHertz(ms)} ms`}
          onChange={(position) => setWindowMs(valueAt(position, ...SLIDER_MS))}
        />
      </span>
      <UnitField
        label="Window, ms"
        unit="ms"
        min={MIN_WINDOW_MS}
        max={MAX_WINDOW_MS}
        step={0.5}
        value={ms}
        widthPx={60}
        onCommit={setWindowMs}
      />
    </span>
  );
}

function Volume() {
  const volume = useAppState((state) => state.volume);
  const { setVolume } = useActions();
  return (
    <span className={styles.volume}>
      <Icon name={volume === 0 ? 'volumeOff' : 'volume'} />
      <RangeSlider
        label="Volume"
        min={0}
        max={1}
        step={0.01}
        value={volume}
        valueText={`${Math.round(volume * 100)} %`}
        onChange={setVolume}
      />
    </span>
  );
}
