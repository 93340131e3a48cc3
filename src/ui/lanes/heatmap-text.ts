import type { FrameRange } from '../../state/app-state.ts';
import { formatSigned } from '../format/numbers.ts';
import { MAX_Z, RANK_BY_CODE, zOfCode } from './heatmap-codes.ts';

/** Text alternative of a heatmap, from the cells that are drawn: what is furthest from its mean. */
export function describeHeatmap(
  name: string,
  zoom: FrameRange,
  cells: Uint8Array | null,
  rows: number,
  width: number,
  dimName: (dim: number) => string,
): string {
  const frames = `${name}, frames ${Math.floor(zoom.startFrame)} to ${Math.ceil(zoom.endFrame)}`;
  if (width === 0 || cells === null) return `${frames}: no z-scores`;
  let furthest = 0;
  for (let cell = 1; cell < cells.length; cell++) {
    const rank = RANK_BY_CODE[cells[cell] as number] as number;
    if (rank > (RANK_BY_CODE[cells[furthest] as number] as number)) furthest = cell;
  }
  const z = zOfCode(cells[furthest] as number);
  const dim = dimName(Math.floor(((furthest % rows) * width) / rows));
  const isBeyond = Math.abs(z) >= MAX_Z;
  const words = Number.isNaN(z)
    ? 'holds a value that is no number'
    : `has z ${formatSigned(z, 1)}${isBeyond ? ' or beyond' : ''}`;
  return `${frames}: z-scores of ${width} dimensions, furthest from its mean ${dim}, which ${words}`;
}
