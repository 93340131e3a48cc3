import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button, IconButton } from '../controls/button.tsx';
import { createSoundEngine } from '../sound/sound-engine.ts';
import { useAppStore } from '../store-context.ts';
import { attachSamplingSound, type SamplingSound } from './sampling-sound.ts';

const SoundContext = createContext<SamplingSound | null>(null);
const SILENT = createStore<string | null>(() => null);

/** The sound lives as long as the view. */
export function SoundProvider({ children }: { readonly children: ReactNode }) {
  const store = useAppStore();
  const [sound, setSound] = useState<SamplingSound | null>(null);
  useEffect(() => {
    const attached = attachSamplingSound(store, createSoundEngine());
    setSound(attached);
    return attached.detach;
  }, [store]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export interface PlayProps {
  /** What is heard, e.g. "440 Hz at 16 kHz"; the button is "Play ..." or "Stop ...". */
  readonly name: string;
  /** Makes the sound at the device's rate. Rejects, once it is no longer wanted, with anything. */
  readonly make: (isWanted: () => boolean) => Promise<Float32Array<ArrayBuffer>>;
  readonly isDisabled?: boolean | undefined;
  /** Text of the button; without it only the icon is shown. */
  readonly text?: string | undefined;
}

/** Plays a sound once, or stops it. */
export function PlayButton({ name, make, isDisabled = false, text }: PlayProps) {
  const sound = useContext(SoundContext);
  const isPlaying = useStore(sound?.playing ?? SILENT, (playing) => playing === name);
  const label = `${isPlaying ? 'Stop' : 'Play'} ${name}`;
  const icon = isPlaying ? 'pause' : 'play';
  const variant = isPlaying || text !== undefined ? 'default' : 'ghost';
  const handleClick = () => sound?.toggle(name, make);
  if (text === undefined) {
    return <IconButton label={label} icon={icon} variant={variant} disabled={isDisabled} onClick={handleClick} />;
  }
  return (
    <Button icon={icon} variant={variant} aria-label={label} title={label} disabled={isDisabled} onClick={handleClick}>
      {text}
    </Button>
  );
}
