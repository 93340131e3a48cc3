import { describe, expect, it } from 'vitest';
import { dimensionTicks, frequencyTicks, type RasterTick, ticksBeside } from './raster-ticks.ts';

const labels = (ticks: readonly RasterTick[]) => ticks.map(({ label }) => label);

describe('frequencyTicks', () => {
  it('has kHz from 0 at the bottom to half the rate at the top, whole labels', () => {
    expect(frequencyTicks(16000, 128)).toEqual([
      { y: 120, label: '0' },
      { y: 96, label: '2' },
      { y: 64, label: '4' },
      { y: 32, label: '6' },
      { y: 8, label: '8' },
    ]);
    expect(labels(frequencyTicks(48000, 128))).toEqual(['0', '5', '10', '15', '20']);
  });

  it('skips labels closer than 14 px', () => {
    expect(labels(frequencyTicks(16000, 64))).toEqual(['0', '4', '6']);
  });
});

describe('dimensionTicks', () => {
  it('has the last dimension always, and round ones where there is room', () => {
    expect(labels(dimensionTicks(50, 3, 150))).toEqual(['0', '10', '20', '30', '40', '49']);
    expect(labels(dimensionTicks(6, 25, 150))).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(labels(dimensionTicks(100, 1, 100))).toEqual(['0', '40', '60', '99']);
    expect(labels(dimensionTicks(1, 150, 150))).toEqual(['0']);
  });

  it('leave room for a chosen one', () => {
    expect(labels(ticksBeside(dimensionTicks(50, 3, 150), 37.5))).toEqual(['0', '20', '30', '40', '49']);
  });

  it('puts labels at the middles of their rows', () => {
    expect(dimensionTicks(6, 25, 150)[1]?.y).toBe(37.5);
  });
});
