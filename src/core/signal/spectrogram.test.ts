import { describe, expect, it } from 'vitest';
import {
  chooseGrid,
  framesOfColumn,
  joinColumns,
  raiseByTile,
  type SpectrogramTile,
  writeRows,
} from './spectrogram.ts';
import { BIN_COUNT } from './stft.ts';

describe('chooseGrid', () => {
  it('takes windows as close as the columns, not closer than 1 ms, not further apart than a quarter of a window', () => {
    expect(chooseGrid(0.4)).toEqual({ hop: 16, framesPerColumn: 1 });
    expect(chooseGrid(40)).toEqual({ hop: 32, framesPerColumn: 1 });
    expect(chooseGrid(278)).toEqual({ hop: 128, framesPerColumn: 1 });
  });

  it('joins frames where a column of the picture holds four times as many', () => {
    expect(chooseGrid(4095).framesPerColumn).toBe(1);
    expect(chooseGrid(4096).framesPerColumn).toBe(8);
    expect(chooseGrid(45_714)).toEqual({ hop: 128, framesPerColumn: 64 });
  });
});

describe('framesOfColumn', () => {
  const raster = { startSample: 1000, endSample: 2000, columns: 4, rows: 1 };

  it('shows each frame in the column that holds its centre, and none twice', () => {
    expect([0, 1, 2, 3].map((column) => framesOfColumn(raster, column, 128, 100))).toEqual([
      [8, 10],
      [10, 12],
      [12, 14],
      [14, 16],
    ]);
  });

  it('shows the nearest frame where frames are further apart than columns', () => {
    expect(framesOfColumn({ ...raster, columns: 100 }, 3, 128, 100)).toEqual([8, 9]);
  });

  it('shows nothing outside the sequence', () => {
    expect(framesOfColumn({ ...raster, startSample: -2000, endSample: -1000 }, 0, 128, 100)).toEqual([0, 0]);
    expect(framesOfColumn(raster, 3, 128, 10)).toEqual([0, 0]);
    expect(framesOfColumn(raster, 3, 128, 15)).toEqual([14, 15]);
  });
});

describe('raiseByTile', () => {
  /** Ten frames from frame 20 on; frame f has the level f in its lowest bin. */
  const tile = {
    firstFrame: 20,
    frameCount: 10,
    framesPerColumn: 1,
    levels: Uint8Array.from({ length: 10 * BIN_COUNT }, (_, index) =>
      index % BIN_COUNT === 0 ? 20 + index / BIN_COUNT : 0,
    ),
  };
  const loudest = (from: SpectrogramTile, first: number, end: number) => {
    const column = new Uint8Array(BIN_COUNT);
    raiseByTile(column, from, first, end);
    return column[0];
  };

  it('takes the loudest of the frames, of this tile alone', () => {
    expect(loudest(tile, 22, 25)).toBe(24);
    expect(loudest(tile, 0, 100)).toBe(29);
    expect(loudest(tile, 0, 20)).toBe(0);
    expect(loudest(tile, 30, 40)).toBe(0);
  });

  it('takes joined columns that overlap, the last one shorter', () => {
    const joined = joinColumns(tile, 4);
    expect([0, 1, 2].map((column) => joined.levels[column * BIN_COUNT])).toEqual([23, 27, 29]);
    expect(loudest(joined, 22, 25)).toBe(27);
    expect(loudest(joined, 29, 30)).toBe(29);
  });
});

describe('writeRows', () => {
  const column = Uint8Array.from({ length: BIN_COUNT }, (_, bin) =>
    bin === 255 ? 200 : bin === 256 ? 100 : bin === 3 ? 50 : 1,
  );
  const rowsOf = (rows: number) => {
    const target = new Uint8Array(rows + 1);
    writeRows(column, rows, target, 1);
    return target.subarray(1);
  };

  it('loses no bin where a row holds several', () => {
    expect([...rowsOf(4)]).toEqual([50, 1, 1, 200]);
    expect(rowsOf(256)[255]).toBe(200);
    expect(rowsOf(256)[3]).toBe(50);
  });

  it('repeats bins where rows are lower than a bin', () => {
    const rows = rowsOf(1024);
    expect([...rows.subarray(10, 16)]).toEqual([50, 50, 50, 50, 1, 1]);
    expect(rows[1023]).toBe(100);
  });
});
