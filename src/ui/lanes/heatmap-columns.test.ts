import { describe, expect, it } from 'vitest';
import { codeOfZ, NAN_CODE } from './heatmap-codes.ts';
import { fitHeatmapHeight, framesOfPixel, layoutHeatmapRows, selectHeatmapColumns } from './heatmap-columns.ts';

/** Codes of (frames, width) z-scores. */
function makeIndex(rows: readonly (readonly number[])[]) {
  return { codes: Uint8Array.from(rows.flat(), codeOfZ), width: rows[0]?.length ?? 0, n_frames: rows.length };
}

describe('framesOfPixel', () => {
  it('puts every frame into exactly one column while columns are wider than frames', () => {
    for (const [zoom, columns] of [
      [{ startFrame: 0, endFrame: 50_000 }, 701],
      [{ startFrame: 12.3, endFrame: 1033.9 }, 672],
    ] as const) {
      const shown = Array.from({ length: columns }, (_, column) => framesOfPixel(zoom, columns, column));
      for (const [column, [first]] of shown.entries()) if (column > 0) expect(first).toBe(shown[column - 1]?.[1]);
      expect(shown[0]?.[0]).toBe(Math.ceil(zoom.startFrame));
      expect(shown.at(-1)?.[1]).toBe(Math.ceil(zoom.endFrame));
    }
  });

  it('gives each column the frame that covers its middle where frames are wider', () => {
    const zoom = { startFrame: 10.5, endFrame: 12.5 };
    expect([0, 1, 2, 3].map((column) => framesOfPixel(zoom, 4, column)[0])).toEqual([10, 11, 11, 12]);
    expect(framesOfPixel({ startFrame: 10.1, endFrame: 10.5 }, 672, 300)).toEqual([10, 11]);
  });
});

describe('selectHeatmapColumns', () => {
  it('loses no spike, up or down, however far the view is zoomed out', () => {
    const rows = Array.from({ length: 10_000 }, () => [0.1, -0.2]);
    rows[7777] = [-2.5, 2];
    const picture = selectHeatmapColumns(makeIndex(rows), { startFrame: 0, endFrame: 10_000 }, 10, 2);
    expect([...picture.subarray(14, 16)]).toEqual([codeOfZ(-2.5), codeOfZ(2)]);
    expect([...picture.subarray(12, 14)]).toEqual([codeOfZ(0.1), codeOfZ(-0.2)]);
  });

  it('keeps a single NaN in view', () => {
    const rows = Array.from({ length: 1000 }, (_, frame) => [frame === 500 ? Number.NaN : 3]);
    const picture = selectHeatmapColumns(makeIndex(rows), { startFrame: 0, endFrame: 1000 }, 4, 1);
    expect([...picture]).toEqual([codeOfZ(3), codeOfZ(3), NAN_CODE, codeOfZ(3)]);
  });

  it('repeats a frame over its columns and leaves what lies outside the sequence empty', () => {
    const picture = selectHeatmapColumns(makeIndex([[1], [2]]), { startFrame: -1, endFrame: 3 }, 8, 1);
    expect([...picture]).toEqual([0, 0, codeOfZ(1), codeOfZ(1), codeOfZ(2), codeOfZ(2), 0, 0]);
  });

  it('lets dimensions share a row where there are more of them than pixels', () => {
    const picture = selectHeatmapColumns(makeIndex([[0, 1, -2, 0.5]]), { startFrame: 0, endFrame: 1 }, 1, 2);
    expect([...picture]).toEqual([codeOfZ(1), codeOfZ(-2)]);
  });
});

describe('layoutHeatmapRows', () => {
  it('gives each row the same whole number of device pixels', () => {
    expect(layoutHeatmapRows(50, 150, 1)).toEqual({ rows: 50, rowPx: 3 });
    expect(layoutHeatmapRows(50, 149, 1)).toEqual({ rows: 50, rowPx: 2 });
    expect(layoutHeatmapRows(50, 149, 2)).toEqual({ rows: 50, rowPx: 2.5 });
    expect(layoutHeatmapRows(500, 150, 1)).toEqual({ rows: 150, rowPx: 1 });
  });
});

describe('fitHeatmapHeight', () => {
  it('is the nearest height with whole pixels a row', () => {
    expect([50, 100, 6].map((width) => fitHeatmapHeight(width, 150, 300))).toEqual([150, 200, 150]);
    expect([50, 100, 6].map((width) => fitHeatmapHeight(width, 100, 300))).toEqual([100, 100, 102]);
    expect(fitHeatmapHeight(51, 299, 300)).toBe(255);
  });

  it('leaves a height alone that no whole row fits', () => {
    expect(fitHeatmapHeight(500, 150, 300)).toBe(150);
    expect(fitHeatmapHeight(0, 150, 300)).toBe(150);
  });
});
