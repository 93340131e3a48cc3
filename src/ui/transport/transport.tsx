import { useEffect, useMemo, useState } from 'react';
import type { SequenceSignals } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { createStretcher } from '../../worker/stretcher.ts';
import { IconButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { RangeSlider } from '../controls/range-slider.tsx';
import { Toggle } from '../controls/toggle.tsx';
import { attachPlayback, type Playback } from '../sound/playback.ts';
import { createSoundEngine } from '../sound/sound-engine.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { LevelMeter, SoundNote } from './level-meter.tsx';
import { LoopChoice } from './loop-choice.tsx';
import { loopFrames } from './loop-frames.ts';
import { PositionReadout } from './position-readout.tsx';
import { SpeedControl } from './speed-control.tsx';
import styles from './transport.module.css';

/** The bar at the bottom: playing, the position in three ways, what repeats, and how it sounds. */
export function Transport() {
  const signals = useAppState(signalsOf);
  const isNormalized = useAppState((state) => state.isNormalized);
  const { setNormalized } = useActions();
  const playback = usePlayback();
  return (
    <section aria-label="Transport" className={styles.transport}>
      <PlayButtons signals={signals} />
      {signals === null ? (
        <span className={styles.idle}>No sequence to play</span>
      ) : (
        <PositionReadout head={signals.head} />
      )}
      <span className={styles.space}>{playback !== null && <SoundNote status={playback.status} />}</span>
      <LoopChoice signals={signals} />
      <Toggle label="Normalized" isOn={isNormalized} onChange={setNormalized} />
      <SpeedControl />
      <Volume playback={playback} />
    </section>
  );
}

/** The sound lives as long as the bar. Null before the first effect has run. */
function usePlayback(): Playback | null {
  const store = useAppStore();
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    const attached = attachPlayback(store, createSoundEngine(), createStretcher(), {
      request: (callback) => requestAnimationFrame(callback),
      cancel: (id) => cancelAnimationFrame(id),
    });
    setPlayback(attached);
    return attached.detach;
  }, [store]);
  return playback;
}

function PlayButtons({ signals }: { readonly signals: SequenceSignals | null }) {
  const isPlaying = useAppState((state) => state.isPlaying);
  const crop = useAppState((state) => state.crop);
  const loopTarget = useAppState((state) => state.loopTarget);
  const { setPlaying, setPlayheadFrame } = useActions();
  const head = signals?.head ?? null;
  const frames = useMemo(() => (head === null ? null : loopFrames(loopTarget, head, crop)), [head, loopTarget, crop]);
  return (
    <div className={styles.buttons}>
      <IconButton
        label="Jump to loop start"
        icon="stepBack"
        disabled={frames === null}
        onClick={() => frames !== null && setPlayheadFrame(frames.startFrame)}
      />
      <button
        type="button"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        title={isPlaying ? 'Pause (Space)' : 'Play (Space)'}
        className={styles.play}
        disabled={frames === null}
        onClick={() => setPlaying(!isPlaying)}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <IconButton
        label="Jump to loop end"
        icon="stepForward"
        disabled={frames === null}
        onClick={() => frames !== null && setPlayheadFrame(frames.endFrame - 1)}
      />
    </div>
  );
}

function Volume({ playback }: { readonly playback: Playback | null }) {
  const volume = useAppState((state) => state.volume);
  const { setVolume } = useActions();
  return (
    <span className={styles.volume}>
      <Icon name={volume === 0 ? 'volumeOff' : 'volume'} />
      <span className={styles.volumeTrack}>
        <RangeSlider
          label="Volume"
          min={0}
          max={1}
          step={0.01}
          value={volume}
          valueText={`${Math.round(volume * 100)} %`}
          onChange={setVolume}
        />
        {playback !== null && <LevelMeter status={playback.status} />}
      </span>
    </span>
  );
}
