import { expect, it } from 'vitest';
import { formatToneScript } from './tone-script.ts';

it('spells out what is shown as Python values', () => {
  const script = formatToneScript({
    toneHz: 261.63,
    windowMs: 5,
    rates: [8000, 22_050],
    aliasHz: 5000,
    aliasRate: 8000,
    fps: 29.97,
  });
  expect(script.split('\n').slice(2, 6)).toEqual([
    'TONE_HZ, WINDOW_MS = 261.63, 5',
    'RATES = [8000, 22050]',
    'ALIAS_HZ, ALIAS_RATE = 5000, 8000',
    'FPS = 29.97',
  ]);
  expect(script).not.toMatch(/undefined|NaN|\$\{/);
});
