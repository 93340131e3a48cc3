import { expose, transfer } from 'comlink';
import { stretchSound } from '../core/signal/time-stretch.ts';
import type { StretchWorkerApi } from './stretcher.ts';

const api: StretchWorkerApi = {
  stretch: (samples, rate, speed) => {
    const stretched = stretchSound(samples, rate, speed);
    return transfer(stretched, [stretched.samples.buffer]);
  },
};

expose(api);
