import { describe, expect, it } from 'vitest';
import { parseLanes } from '../../state/link-lanes.ts';
import { dropIndex, moveLaneBy, moveLaneTo } from './lane-order.ts';

const LANES = parseLanes('waveform,spectrogram,heatmap.exp,pose.3') ?? [];
const ids = (lanes: typeof LANES) => lanes.map(({ id }) => id).join();

describe('moving a lane', () => {
  it('keeps the others in their order', () => {
    expect(ids(moveLaneBy(LANES, 'pose.3', -2))).toBe('waveform,pose.3,spectrogram,heatmap.exp');
    expect(ids(moveLaneTo(LANES, 'waveform', 2))).toBe('spectrogram,heatmap.exp,waveform,pose.3');
  });

  it('goes no further than the ends, and changes nothing where there is nothing to do', () => {
    expect(ids(moveLaneBy(LANES, 'spectrogram', 9))).toBe('waveform,heatmap.exp,pose.3,spectrogram');
    expect(moveLaneBy(LANES, 'waveform', -1)).toBe(LANES);
    expect(moveLaneTo(LANES, 'exp.0', 1)).toBe(LANES);
  });
});

describe('dropIndex', () => {
  it('counts the lanes above the pointer, not the dragged one itself', () => {
    const middles = [50, 150, 250, 350];
    expect([10, 60, 160, 240, 260, 999].map((y) => dropIndex(middles, 2, y))).toEqual([0, 1, 2, 2, 2, 3]);
  });
});
