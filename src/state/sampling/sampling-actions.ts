import { MAX_FPS, MIN_FPS } from '../../core/sampling/frames-and-samples.ts';
import {
  MAX_RATE,
  MAX_TONE_HZ,
  MAX_WINDOW_MS,
  MIN_RATE,
  MIN_TONE_HZ,
  MIN_WINDOW_MS,
} from '../../core/sampling/tone.ts';
import type { ViewParts } from '../view-parts.ts';
import { MAX_RATES, type SamplingShow, type SamplingState } from './sampling-state.ts';

/** What the user can do in the Sampling view. A value out of bounds becomes the nearest one within; numbers are kept to three decimals. */
export interface SamplingActions {
  setToneHz(hz: number): void;
  setWindowMs(ms: number): void;
  /** Adds a rate to those compared, or takes it away; the last one stays, and none is added beyond {@link MAX_RATES}. */
  toggleRate(rate: number): void;
  setShow(show: SamplingShow): void;
  setAliasHz(hz: number): void;
  setAliasRate(rate: number): void;
  setCropRate(rate: number): void;
  setFps(fps: number): void;
  /** Puts all choices where a link says. */
  restore(values: SamplingState): void;
}

/** The choices have nothing to do with the dataset, so `forget` keeps them when another one is opened. */
export function createSamplingActions({ store }: ViewParts): { readonly actions: SamplingActions; forget(): void } {
  const change = (values: Partial<SamplingState>) => {
    store.setState(({ sampling }) => ({ sampling: { ...sampling, ...values } }));
  };
  return {
    actions: {
      setToneHz: (hz) => change({ toneHz: clamp(hz, MIN_TONE_HZ, MAX_TONE_HZ) }),
      setWindowMs: (ms) => change({ windowMs: clamp(ms, MIN_WINDOW_MS, MAX_WINDOW_MS) }),
      toggleRate: (rate) => change({ rates: toggled(store.getState().sampling.rates, clampRate(rate)) }),
      setShow: (show) => change({ show }),
      setAliasHz: (hz) => change({ aliasHz: clamp(hz, MIN_TONE_HZ, MAX_TONE_HZ) }),
      setAliasRate: (rate) => change({ aliasRate: clampRate(rate) }),
      setCropRate: (rate) => change({ cropRate: clampRate(rate) }),
      setFps: (fps) => change({ fps: clamp(fps, MIN_FPS, MAX_FPS) }),
      restore: (values) => change(values),
    },
    forget: () => {},
  };
}

function toggled(rates: readonly number[], rate: number): readonly number[] {
  if (rates.includes(rate)) return rates.length > 1 ? rates.filter((each) => each !== rate) : rates;
  return rates.length < MAX_RATES ? [...rates, rate].sort((a, b) => a - b) : rates;
}

function clampRate(rate: number): number {
  return clamp(Math.round(rate), MIN_RATE, MAX_RATE);
}

function clamp(value: number, min: number, max: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.round(value * 1000) / 1000, min), max) : min;
}
