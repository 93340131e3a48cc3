import { nameDimension } from '../../core/statistics/dimension-name.ts';
import type { FrameRange, SequenceSignals } from '../../state/app-state.ts';
import type { GroupStatistics } from '../../worker/protocol.ts';
import { formatSigned } from '../format/numbers.ts';
import { groupWidth, normalizeDimension } from './curve-series.ts';
import { framesOfPixel } from './heatmap-columns.ts';
import type { LaneReadout } from './lane-session.ts';

/**
 * Name and values of one dimension at the frame under a pixel column. Where the column holds several frames its colour is that of the furthest z-score,
 * so that one is given too.
 */
export function describeCell(
  signals: SequenceSignals,
  group: string,
  dim: number,
  statistics: GroupStatistics | undefined,
  zoom: FrameRange,
  columns: number,
  column: number,
): Omit<LaneReadout, 'laneId'> {
  const width = groupWidth(signals, group);
  const { n_frames } = signals.head;
  const frame = Math.floor(zoom.startFrame + ((column + 0.5) * (zoom.endFrame - zoom.startFrame)) / columns);
  const rawAt = (at: number) => signals.coef[group]?.[at * width + dim] ?? Number.NaN;
  const zAt = (at: number) => normalizeDimension(Float32Array.of(rawAt(at)), dim, statistics)?.[0];
  const values = [{ text: formatSigned(rawAt(frame), 3), unit: 'raw' }];
  const z = zAt(frame);
  if (z !== undefined) values.push({ text: formatSigned(z, 2), unit: 'z' });
  const [first, end] = framesOfPixel(zoom, columns, column);
  if (z !== undefined && end - first > 1) {
    let furthest = z;
    for (let at = Math.max(first, 0); at < Math.min(end, n_frames); at++) {
      const other = zAt(at);
      if (other !== undefined && (Number.isNaN(other) || Math.abs(other) > Math.abs(furthest))) furthest = other;
    }
    values.push({ text: formatSigned(furthest, 2), unit: `z, furthest of ${end - first} frames` });
  }
  return { title: nameDimension(group, dim, width), values };
}
