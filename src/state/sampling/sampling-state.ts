/** How the lanes draw what a rate keeps of the tone. */
export type SamplingShow = 'samples' | 'hold' | 'rebuilt';

export const SAMPLING_SHOWS: readonly SamplingShow[] = ['samples', 'hold', 'rebuilt'];

/** Rates that are offered at once, Hz: telephone, old sound cards, speech, half of CD, CD, video. */
export const OFFERED_RATES: readonly number[] = [8000, 11_025, 16_000, 22_050, 44_100, 48_000];

/** Lanes that the page has room for. */
export const MAX_RATES = 8;

/** What the Sampling view shows, each field in one sentence. */
export interface SamplingState {
  /** Frequency of the tone, Hz. */
  readonly toneHz: number;
  /** How much of it is drawn, from time 0. */
  readonly windowMs: number;
  /** Rates compared, Hz, ascending, 1 to {@link MAX_RATES}. */
  readonly rates: readonly number[];
  readonly show: SamplingShow;
  /** Frequency of the tone that is folded, Hz. */
  readonly aliasHz: number;
  /** Rate at which it is sampled, Hz. */
  readonly aliasRate: number;
  /** Rate to which the crop is resampled, Hz. */
  readonly cropRate: number;
  /** Picture rate against which the samples are counted. */
  readonly fps: number;
}

export const INITIAL_SAMPLING: SamplingState = {
  toneHz: 440,
  windowMs: 5,
  rates: [8000, 16_000, 22_050, 44_100],
  show: 'samples',
  aliasHz: 5000,
  aliasRate: 8000,
  cropRate: 8000,
  fps: 25,
};
