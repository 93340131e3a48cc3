import { nameDimension } from '../../core/statistics/dimension-name.ts';
import type { FrameRange } from '../../state/app-state.ts';
import { formatFigure } from '../format/numbers.ts';
import type { Extremes } from './value-scale.ts';

/** Text alternative of a plot: its frames, and how far each signal reaches, e.g. "Jaw, frames 222 to 522: x from 0.012 to 0.191". */
export function describePlot(
  name: string,
  zoom: FrameRange,
  signals: readonly { readonly name: string; readonly extremes: Extremes }[],
): string {
  const frames = `frames ${Math.floor(zoom.startFrame)} to ${Math.ceil(zoom.endFrame)}`;
  const ranges = signals.map(({ name: signal, extremes }) =>
    extremes === null
      ? `${signal} has no values`
      : `${signal} from ${formatFigure(extremes.min)} to ${formatFigure(extremes.max)}`,
  );
  return `${name}, ${frames}: ${ranges.join(', ')}`;
}

/** Short names of a lane's dimensions: the axis alone (x) where all belong to one joint, else the whole name (head x), else the index. */
export function legendNames(group: string, dims: readonly number[], width: number): string[] {
  const names = dims.map((dim) => nameDimension(group, dim, width));
  const joints = new Set(names.map((name) => name.slice(0, name.lastIndexOf(' '))));
  return joints.size > 1 ? names : names.map((name) => name.slice(name.lastIndexOf(' ') + 1));
}

/** Unit of a coefficient group's values: rotations are in radians, the other groups have none. */
export function unitOf(group: string, width: number, isNormalized: boolean): string | null {
  if (isNormalized) return 'z';
  return group === 'pose' && width === 6 ? 'rad' : null;
}
