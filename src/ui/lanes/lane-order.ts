import type { Lane } from '../../state/app-state.ts';

/** The lanes with one moved by so many places, no further than the ends; the same array where it lies there already. */
export function moveLaneBy(lanes: readonly Lane[], laneId: string, places: number): readonly Lane[] {
  const from = lanes.findIndex(({ id }) => id === laneId);
  return from < 0 ? lanes : moveLaneTo(lanes, laneId, from + places);
}

/** The lanes with one moved so that it is number `toIndex` of them. */
export function moveLaneTo(lanes: readonly Lane[], laneId: string, toIndex: number): readonly Lane[] {
  const from = lanes.findIndex(({ id }) => id === laneId);
  const lane = lanes[from];
  const to = Math.min(Math.max(toIndex, 0), lanes.length - 1);
  if (lane === undefined || to === from) return lanes;
  return lanes.toSpliced(from, 1).toSpliced(to, 0, lane);
}

/** Where a lane dropped at `y` comes to lie among lanes with these middles, its own among them, top to bottom. */
export function dropIndex(middles: readonly number[], fromIndex: number, y: number): number {
  return middles.filter((middle, index) => index !== fromIndex && middle < y).length;
}
