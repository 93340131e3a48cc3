/** Points of a plot by place, so that the nearest one to the pointer is found without looking at all of them. */
export interface PointIndex {
  /** Point nearest to the place, no farther than `reachPx`; -1 without one. Of equals, the one drawn last. */
  nearest(xPx: number, yPx: number, reachPx: number): number;
}

const CELL_PX = 16;

/** Built in O(points). Points that lie nowhere (NaN), or outside the plot, are not found. */
export function createPointIndex(
  xsPx: Float32Array,
  ysPx: Float32Array,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): PointIndex {
  const columns = Math.max(1, Math.ceil(widthPx / CELL_PX));
  const rows = Math.max(1, Math.ceil(heightPx / CELL_PX));
  const cellOf = (point: number): number => {
    const x = xsPx[point] as number;
    const y = ysPx[point] as number;
    if (!(x >= 0 && x <= widthPx && y >= 0 && y <= heightPx)) return -1;
    const column = Math.min(Math.floor(x / CELL_PX), columns - 1);
    return Math.min(Math.floor(y / CELL_PX), rows - 1) * columns + column;
  };
  // Counting sort: `points` holds the points cell by cell, `starts` where each cell begins.
  const starts = new Uint32Array(columns * rows + 1);
  for (let point = 0; point < xsPx.length; point++) {
    const cell = cellOf(point);
    if (cell !== -1) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  }
  for (let cell = 0; cell < columns * rows; cell++) {
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  }
  const nexts = starts.slice();
  const points = new Uint32Array(starts[columns * rows] as number);
  for (let point = 0; point < xsPx.length; point++) {
    const cell = cellOf(point);
    if (cell === -1) continue;
    const place = nexts[cell] as number;
    points[place] = point;
    nexts[cell] = place + 1;
  }
  return {
    nearest(xPx, yPx, reachPx) {
      let best = -1;
      let bestSquare = reachPx * reachPx;
      const firstColumn = Math.max(0, Math.floor((xPx - reachPx) / CELL_PX));
      const lastColumn = Math.min(columns - 1, Math.floor((xPx + reachPx) / CELL_PX));
      const firstRow = Math.max(0, Math.floor((yPx - reachPx) / CELL_PX));
      const lastRow = Math.min(rows - 1, Math.floor((yPx + reachPx) / CELL_PX));
      for (let row = firstRow; row <= lastRow; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) {
          const cell = row * columns + column;
          for (let place = starts[cell] as number; place < (starts[cell + 1] as number); place++) {
            const point = points[place] as number;
            const square = ((xsPx[point] as number) - xPx) ** 2 + ((ysPx[point] as number) - yPx) ** 2;
            if (square < bestSquare || (square === bestSquare && point > best)) {
              best = point;
              bestSquare = square;
            }
          }
        }
      }
      return best;
    },
  };
}
