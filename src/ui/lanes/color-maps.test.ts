import { describe, expect, it } from 'vitest';
import { type ColorTable, colorAt, createHeatmapColors, createSpectrogramColors, gradientOf } from './color-maps.ts';
import { codeOfZ } from './heatmap-codes.ts';

function hexAt(table: ColorTable, byte: number): string {
  return `#${[...table.subarray(byte * 4, byte * 4 + 4)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

describe('the spectrogram colours', () => {
  it('run through the stops of the design, from the background of the theme on', () => {
    const dark = createSpectrogramColors('dark');
    const light = createSpectrogramColors('light');
    expect(dark).toHaveLength(256 * 4);
    expect([hexAt(dark, 1), hexAt(dark, 128), hexAt(dark, 255)]).toEqual(['#0c0d0fff', '#3e6388ff', '#f4f0dfff']);
    expect([hexAt(light, 1), hexAt(light, 128), hexAt(light, 255)]).toEqual(['#ffffffff', '#97afc4ff', '#101f3aff']);
  });

  it('leave a gap open', () => {
    expect(hexAt(createSpectrogramColors('dark'), 0)).toBe('#00000000');
  });
});

describe('the heatmap colours', () => {
  it('have the mean at the background end of the map and three deviations at its ends', () => {
    const dark = createHeatmapColors('dark', '#3a4048');
    const light = createHeatmapColors('light', '#c6ccd3');
    const at = (table: ColorTable, z: number) => hexAt(table, codeOfZ(z));
    expect([-3, 0, 3].map((z) => at(dark, z))).toEqual(['#8cc4ffff', '#0f1012ff', '#ffa898ff']);
    expect([-3, 0, 3].map((z) => at(light, z))).toEqual(['#0f4c97ff', '#ffffffff', '#951b18ff']);
  });

  it('show what is no number in a colour of its own, and nothing where nothing is', () => {
    const table = createHeatmapColors('dark', '#3a4048');
    expect(hexAt(table, codeOfZ(Number.NaN))).toBe('#3a4048ff');
    expect(hexAt(table, 0)).toBe('#00000000');
  });
});

describe('colorAt', () => {
  it('is linear between two stops', () => {
    // Half way from #0c0d0f to #151b2b.
    expect(colorAt(['#0c0d0f', '#151b2b'], 0.5)).toEqual([16.5, 20, 29]);
    expect(colorAt(['#000000', '#640000', '#640064'], 0.75)).toEqual([100, 0, 50]);
  });

  it('holds what lies beyond at the ends', () => {
    expect(colorAt(['#010203', '#040506'], -1)).toEqual([1, 2, 3]);
    expect(colorAt(['#010203', '#040506'], 2)).toEqual([4, 5, 6]);
  });
});

describe('gradientOf', () => {
  it('gives CSS the same stops at the same steps', () => {
    expect(gradientOf(['#000000', '#777777', '#ffffff'])).toBe('linear-gradient(to right, #000000, #777777, #ffffff)');
  });
});
