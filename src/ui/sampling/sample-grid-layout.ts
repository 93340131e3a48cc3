/** Where the cells of a frame's samples lie: column after column, each from top to bottom. */
export interface GridLayout {
  readonly rows: number;
  /** Distance of two cells in device pixels. */
  readonly pitch: number;
  /** Edge of a cell in device pixels. */
  readonly cell: number;
}

const ROWS = 16;
/** CSS pixels. */
const PITCH_PX = 3;

/** One layout for all grids, so that they are to scale: 16 rows, or as many times 16 as the largest needs to fit the width. */
export function planGrid(largestCount: number, widthPx: number, pixelRatio: number): GridLayout {
  const pitch = Math.max(Math.round(PITCH_PX * pixelRatio), 2);
  const columns = Math.max(Math.floor((widthPx * pixelRatio) / pitch), 1);
  const rows = ROWS * Math.max(Math.ceil(largestCount / (columns * ROWS)), 1);
  return { rows, pitch, cell: pitch - Math.max(Math.round(pixelRatio), 1) };
}

/** Size of the grid of `count` cells in CSS pixels. */
export function gridSize(
  count: number,
  { rows, pitch }: GridLayout,
  pixelRatio: number,
): { readonly widthPx: number; readonly heightPx: number } {
  return { widthPx: (Math.ceil(count / rows) * pitch) / pixelRatio, heightPx: (rows * pitch) / pixelRatio };
}

/** Draws `count` cells in device pixels, the first `strongCount` of them strong. */
export function paintGrid(
  context: CanvasRenderingContext2D,
  count: number,
  strongCount: number,
  { rows, pitch, cell }: GridLayout,
  colors: { readonly strong: string; readonly rest: string },
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (let index = 0; index < count; index++) {
    context.fillStyle = index < strongCount ? colors.strong : colors.rest;
    context.fillRect(Math.floor(index / rows) * pitch, (index % rows) * pitch, cell, cell);
  }
}
