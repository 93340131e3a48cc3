import { describe, expect, it } from 'vitest';
import type { SequenceSignals } from '../../state/app-state.ts';
import { codeOfZ, NAN_CODE, RANK_BY_CODE } from './heatmap-codes.ts';
import { fitHeatmapHeight, framesOfPixel, layoutHeatmapRows, selectHeatmapColumns } from './heatmap-columns.ts';
import { createHeatmapIndex } from './heatmap-index.ts';

/** Codes of (frames, width) z-scores. */
function makeIndex(rows: readonly (readonly number[])[]) {
  const width = rows[0]?.length ?? 0;
  const n_frames = rows.length;
  const signals: SequenceSignals = {
    head: { entry: 'a', n_frames, n_clips: 1, seg_len: n_frames, fps: 25, rate: 16_000 },
    coef: { exp: Float32Array.from(rows.flat()) },
    peaks: new Float32Array(),
    problemsByClip: new Map(),
    loadedClips: 1,
    revision: 1,
  };
  const zeros = new Float32Array(width);
  const statistics = { mean: zeros, std: new Float32Array(width).fill(1), min: zeros, max: zeros };
  const index = createHeatmapIndex('exp', signals, statistics);
  if (index === null) throw new Error('the statistics do not fit');
  index.advance(signals, () => true);
  return index;
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

  it('shows of each column the value furthest from the mean among all of its frames and no others', () => {
    // 1,037 frames in 23 columns: neither edge of a column lies on a multiple of eight, as a rule.
    const rows = Array.from({ length: 1037 }, (_, frame) => [
      ((frame * 7919) % 601) / 100 - 3,
      ((frame * 104729) % 401) / 100 - 2,
    ]);
    const zoom = { startFrame: 3.4, endFrame: 1021.7 };
    const picture = selectHeatmapColumns(makeIndex(rows), zoom, 23, 2);
    for (let column = 0; column < 23; column++) {
      const [first, end] = framesOfPixel(zoom, 23, column);
      for (const dim of [0, 1]) {
        const ranks = rows.slice(first, end).map((values) => RANK_BY_CODE[codeOfZ(values[dim] ?? 0)] ?? 0);
        expect(RANK_BY_CODE[picture[column * 2 + dim] ?? 0]).toBe(Math.max(...ranks));
      }
    }
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
