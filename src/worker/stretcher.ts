import { type Remote, transfer, wrap } from 'comlink';
import type { StretchedSound } from '../core/signal/time-stretch.ts';

/** A worker of its own: the dataset worker may be busy for seconds, and sound does not wait. */
export interface StretchWorkerApi {
  stretch(samples: Float32Array, rate: number, speed: number): StretchedSound;
}

/** Plays samples at another speed and the same pitch, away from the page's thread. The samples are given away: they are empty afterwards. */
export type Stretch = (samples: Float32Array<ArrayBuffer>, rate: number, speed: number) => Promise<StretchedSound>;

/** Starts its worker with the first call. */
export function createStretcher(): Stretch {
  let remote: Remote<StretchWorkerApi> | null = null;
  return (samples, rate, speed) => {
    remote ??= wrap<StretchWorkerApi>(new Worker(new URL('./stretch.worker.ts', import.meta.url), { type: 'module' }));
    return remote.stretch(transfer(samples, [samples.buffer]), rate, speed);
  };
}
