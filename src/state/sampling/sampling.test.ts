import { beforeEach, describe, expect, it } from 'vitest';
import type { AppStore } from '../actions.ts';
import { createAppStore } from '../store.ts';
import { startWorkerHere } from '../worker.fixture.ts';
import { formatSamplingLink, parseSamplingLink, SAMPLING_LINK } from './sampling-link.ts';
import { INITIAL_SAMPLING, type SamplingState } from './sampling-state.ts';
import { createToneFile } from './tone-file.ts';

const OTHER: SamplingState = {
  toneHz: 261.63,
  windowMs: 12.5,
  rates: [7919, 44_100],
  show: 'rebuilt',
  aliasHz: 9000,
  aliasRate: 11_025,
  cropRate: 22_050,
  fps: 29.97,
};

describe('the link of the Sampling view', () => {
  it('says nothing of a new page', () => {
    expect(formatSamplingLink(INITIAL_SAMPLING)).toEqual({});
    expect(parseSamplingLink(new URLSearchParams('view=sampling'))).toEqual({ values: INITIAL_SAMPLING, problems: [] });
  });

  it('keeps every choice', () => {
    const params = formatSamplingLink(OTHER);
    expect(params).toEqual({
      'sampling-tone': '261.63',
      'sampling-ms': '12.5',
      'sampling-rates': '7919,44100',
      'sampling-show': 'rebuilt',
      'sampling-alias': '9000',
      'sampling-alias-rate': '11025',
      'sampling-crop-rate': '22050',
      'sampling-fps': '29.97',
    });
    expect(parseSamplingLink(new URLSearchParams(params))).toEqual({ values: OTHER, problems: [] });
  });

  it.each([
    ['sampling-tone', '0', '1 to 96000 Hz'],
    ['sampling-tone', '1e999', '1 to 96000 Hz'],
    ['sampling-ms', '-5', '0.1 to 1000 ms'],
    ['sampling-rates', '8000,,16000', '1 to 8 rates such as 8000,16000'],
    ['sampling-rates', '999', '1 to 8 rates such as 8000,16000'],
    ['sampling-show', 'cubic', 'samples, hold, rebuilt'],
    ['sampling-alias-rate', '8000.5', 'a whole number from 1000 to 192000 Hz'],
    ['sampling-fps', '0', '10 to 240 frames a second'],
  ])('reports %s=%s and leaves it out', (param, text, expected) => {
    const { values, problems } = parseSamplingLink(new URLSearchParams({ [param]: text }));
    expect(values).toEqual(INITIAL_SAMPLING);
    expect(problems).toMatchObject([{ code: 'link-value', expected, found: text }]);
  });
});

describe('the choices', () => {
  let store: AppStore;
  beforeEach(() => {
    store = createAppStore({ worker: startWorkerHere() });
  });
  const rates = () => store.getState().sampling.rates;

  it('keeps the rates in order and at least one of them', () => {
    store.actions.sampling.toggleRate(12_000);
    expect(rates()).toEqual([8000, 12_000, 16_000, 22_050, 44_100]);
    for (const rate of [8000, 12_000, 22_050, 44_100, 16_000]) store.actions.sampling.toggleRate(rate);
    expect(rates()).toEqual([16_000]);
  });

  it('adds no ninth rate', () => {
    for (const rate of [1000, 2000, 3000, 4000, 5000]) store.actions.sampling.toggleRate(rate);
    expect(rates()).toEqual([1000, 2000, 3000, 4000, 8000, 16_000, 22_050, 44_100]);
  });

  it('takes the nearest value within bounds', () => {
    store.actions.sampling.setToneHz(200_000);
    store.actions.sampling.setWindowMs(0);
    store.actions.sampling.setAliasRate(12.4);
    store.actions.sampling.setFps(Number.NaN);
    expect(store.getState().sampling).toMatchObject({ toneHz: 96_000, windowMs: 0.1, aliasRate: 1000, fps: 10 });
  });

  it('goes where a link says, and back to those of a new page', () => {
    SAMPLING_LINK.apply(store, new URLSearchParams(formatSamplingLink(OTHER)), () => {});
    expect(store.getState().sampling).toEqual(OTHER);
    SAMPLING_LINK.apply(store, new URLSearchParams(), () => {});
    expect(store.getState().sampling).toEqual(INITIAL_SAMPLING);
  });
});

it('saves a tone as WAV: 440 Hz at 16 kHz, 2 s of float32 at half of full scale', () => {
  const { fileName, bytes } = createToneFile(440, 16_000);
  expect(fileName).toBe('tone-440hz-at-16000hz.wav');
  const view = new DataView(bytes.buffer);
  expect([view.getUint32(24, true), view.getUint32(46, true), bytes.length]).toEqual([16_000, 32_000, 58 + 128_000]);
  // Sample 9 is at 9 * 440 / 16000 = 0.2475 turns.
  expect(view.getFloat32(58 + 9 * 4, true)).toBeCloseTo(0.499938, 6);
});
