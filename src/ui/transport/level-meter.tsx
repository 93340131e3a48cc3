import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { withMinus } from '../format/numbers.ts';
import type { PlaybackStatus } from '../sound/playback.ts';
import styles from './level-meter.module.css';

/** Quieter than this counts as silence: below the noise of a 16-bit recording. */
const FLOOR_DB = -96;
/** Foot of the visible bar. */
const BAR_FLOOR_DB = -60;

interface StatusProps {
  readonly status: StoreApi<PlaybackStatus>;
}

/** What is really sent to the device, measured behind the volume. */
export function LevelMeter({ status }: StatusProps) {
  const levelDb = useStore(status, (state) => state.levelDb);
  const shownDb = Math.min(0, Math.max(FLOOR_DB, levelDb));
  const share = Math.max(0, 1 - shownDb / BAR_FLOOR_DB);
  const words = levelDb <= FLOOR_DB ? 'silent' : `${withMinus(levelDb.toFixed(1))} dBFS`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a meter element draws its own bar in each browser, beyond the reach of the tokens.
    <div
      role="meter"
      aria-label="Output level"
      aria-valuemin={FLOOR_DB}
      aria-valuemax={0}
      aria-valuenow={Number(shownDb.toFixed(1))}
      aria-valuetext={words}
      title={`Output level: ${words}`}
      className={styles.meter}
      style={{ '--level': share } as CSSProperties}
    />
  );
}

/** How what is heard differs from the signal. */
export function SoundNote({ status }: StatusProps) {
  const note = useStore(status, (state) => state.note);
  return (
    <output aria-label="Sound" className={styles.note} title={note ?? undefined}>
      {note}
    </output>
  );
}
