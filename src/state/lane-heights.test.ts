import { describe, expect, it } from 'vitest';
import { laneHeights, sizeLanes } from './lane-heights.ts';
import { parseLanes } from './link-lanes.ts';

const LANES = parseLanes('waveform,spectrogram,heatmap.exp,pose.3,exp.0-1-2') ?? [];

describe('laneHeights', () => {
  it('are those of the design', () => {
    const rows = LANES.map(({ content }) => Object.values(laneHeights(content)));
    expect(rows).toEqual([
      [92, 72, 48, 240],
      [128, 92, 64, 320],
      [150, 100, 100, 300],
      [76, 60, 56, 200],
      [96, 88, 80, 240],
    ]);
  });
});

describe('sizeLanes', () => {
  it('gives each lane its given height within bounds, the others that of their kind', () => {
    const sized = sizeLanes(LANES, { waveform: 150, 'pose.3': 20, 'exp.0-1-2': 1e9 });
    expect(sized.map(({ heightPx }) => heightPx)).toEqual([150, 128, 150, 56, 240]);
    expect(sizeLanes(sized, {}).map(({ heightPx }) => heightPx)).toEqual([92, 128, 150, 76, 96]);
  });
});
