import type { Lane, LaneContent } from './app-state.ts';

/** Heights of a kind of lane in CSS pixels. */
export interface LaneHeights {
  readonly defaultPx: number;
  /** The default on a page that is less than `SHORT_PAGE_PX` high. */
  readonly compactPx: number;
  readonly minPx: number;
  readonly maxPx: number;
}

/** Below this height of the page the default lanes would not all be in view. */
export const SHORT_PAGE_PX = 860;

const WAVEFORM: LaneHeights = { defaultPx: 92, compactPx: 72, minPx: 48, maxPx: 240 };
const SPECTROGRAM: LaneHeights = { defaultPx: 128, compactPx: 92, minPx: 64, maxPx: 320 };
const HEATMAP: LaneHeights = { defaultPx: 150, compactPx: 100, minPx: 100, maxPx: 300 };
const ONE_CURVE: LaneHeights = { defaultPx: 76, compactPx: 60, minPx: 56, maxPx: 200 };
const CURVES: LaneHeights = { defaultPx: 96, compactPx: 88, minPx: 80, maxPx: 240 };

export function laneHeights(content: LaneContent): LaneHeights {
  switch (content.kind) {
    case 'waveform':
      return WAVEFORM;
    case 'spectrogram':
      return SPECTROGRAM;
    case 'heatmap':
      return HEATMAP;
    case 'curves':
      return content.dims.length === 1 ? ONE_CURVE : CURVES;
  }
}

export function clampLaneHeight(content: LaneContent, heightPx: number): number {
  const { minPx, maxPx } = laneHeights(content);
  return Math.round(Math.min(Math.max(heightPx, minPx), maxPx));
}

/** The lanes, each as high as given for it, else as its kind is. */
export function sizeLanes(lanes: readonly Lane[], heightsByLane: Readonly<Record<string, number>>): readonly Lane[] {
  return lanes.map((lane) => {
    const given = heightsByLane[lane.id];
    const heightPx = given === undefined ? laneHeights(lane.content).defaultPx : clampLaneHeight(lane.content, given);
    return heightPx === lane.heightPx ? lane : { ...lane, heightPx };
  });
}
