import type { FrameRange } from '../../state/app-state.ts';
import { RANK_BY_CODE } from './heatmap-codes.ts';
import { FRAMES_A_BIN, type HeatmapIndex } from './heatmap-index.ts';

/** Frames `[first, end)` of a pixel column: those that begin in it, at least the one that covers its middle. */
export function framesOfPixel(zoom: FrameRange, columns: number, column: number): readonly [number, number] {
  const { startFrame, endFrame } = zoom;
  // Neighbours have the very same number for the edge between them, so that rounding neither loses nor repeats a frame.
  const edge = (place: number) => startFrame + (place * (endFrame - startFrame)) / columns;
  const first = Math.ceil(edge(column));
  const end = Math.ceil(edge(column + 1));
  if (endFrame - startFrame >= columns && end > first) return [first, end];
  const covering = Math.floor(edge(column + 0.5));
  return [covering, covering + 1];
}

/**
 * The picture of a range of frames: `rows` codes a column, column after column, dimension 0 first. Where a cell holds several values it shows the one that
 * matters most, so that no spike is lost.
 */
export function selectHeatmapColumns(
  { codes, bins, width, n_frames }: Pick<HeatmapIndex, 'codes' | 'bins' | 'width' | 'n_frames'>,
  zoom: FrameRange,
  columns: number,
  rows: number,
): Uint8Array {
  const picture = new Uint8Array(columns * rows);
  const rowByDim = Uint32Array.from({ length: width }, (_, dim) => Math.floor((dim * rows) / width));
  const raise = (place: number, values: Uint8Array, first: number, end: number) => {
    for (let line = first; line < end; line++) {
      for (let dim = 0, i = line * width; dim < width; dim++, i++) {
        const code = values[i] as number;
        const cell = place + (rowByDim[dim] as number);
        if ((RANK_BY_CODE[code] as number) > (RANK_BY_CODE[picture[cell] as number] as number)) picture[cell] = code;
      }
    }
  };
  for (let column = 0; column < columns; column++) {
    const [wantedFirst, wantedEnd] = framesOfPixel(zoom, columns, column);
    const first = Math.max(wantedFirst, 0);
    const end = Math.min(wantedEnd, n_frames);
    const firstBin = Math.ceil(first / FRAMES_A_BIN);
    const endBin = Math.floor(end / FRAMES_A_BIN);
    if (firstBin >= endBin) {
      raise(column * rows, codes, first, end);
      continue;
    }
    raise(column * rows, codes, first, firstBin * FRAMES_A_BIN);
    raise(column * rows, bins, firstBin, endBin);
    raise(column * rows, codes, endBin * FRAMES_A_BIN, end);
  }
  return picture;
}

/** Rows of a heatmap `heightPx` high: as many device pixels each as fit, at least one; where there are more dimensions than pixels, they share rows. */
export function layoutHeatmapRows(
  width: number,
  heightPx: number,
  pixelRatio: number,
): { readonly rows: number; readonly rowPx: number } {
  const devicePx = Math.max(Math.round(heightPx * pixelRatio), 1);
  const rows = Math.min(Math.max(width, 1), devicePx);
  return { rows, rowPx: Math.floor(devicePx / rows) / pixelRatio };
}

/** The height nearest to the wanted one at which each row has the same number of whole pixels; the wanted one where that lies outside the bounds. */
export function fitHeatmapHeight(width: number, wantedPx: number, maxPx: number): number {
  if (width < 1 || width > maxPx) return wantedPx;
  const rowPx = Math.max(Math.round(wantedPx / width), 1);
  return rowPx * width <= maxPx ? rowPx * width : Math.floor(maxPx / width) * width;
}
