import { describe, expect, it } from 'vitest';
import { findLoudest, placePart, readCell, type SpectrogramImage, startImage } from './spectrogram-image.ts';

/** Four columns of 100 samples from sample 1000 on, two rows; column c has the levels 10 c + 1 below and 10 c + 2 above. */
const IMAGE: SpectrogramImage = {
  entry: 'a',
  startSample: 1000,
  endSample: 1400,
  columns: 4,
  rows: 2,
  levels: Uint8Array.of(1, 2, 11, 12, 21, 22, 31, 32),
};

describe('startImage', () => {
  it('stretches what is known over the same samples', () => {
    const zoomed = startImage({ entry: 'a', startSample: 1100, endSample: 1300, columns: 4, rows: 2 }, IMAGE);
    expect([...zoomed.levels]).toEqual([11, 12, 11, 12, 21, 22, 21, 22]);
    const moved = startImage({ entry: 'a', startSample: 900, endSample: 1500, columns: 6, rows: 1 }, IMAGE);
    expect([...moved.levels]).toEqual([0, 2, 12, 22, 32, 0]);
  });

  it('takes nothing from another sequence', () => {
    const other = startImage({ entry: 'b', startSample: 1000, endSample: 1400, columns: 2, rows: 1 }, IMAGE);
    expect([...other.levels]).toEqual([0, 0]);
  });
});

describe('placePart', () => {
  it('puts columns in their place and is a new picture', () => {
    const image = startImage({ entry: 'a', startSample: 0, endSample: 1, columns: 3, rows: 2 }, null);
    const next = placePart(image, { firstColumn: 1, endColumn: 2, levels: Uint8Array.of(7, 8) });
    expect([...next.levels]).toEqual([0, 0, 7, 8, 0, 0]);
    expect(next).not.toBe(image);
  });
});

describe('readCell', () => {
  it('finds the level under a point, from the bottom up', () => {
    // Level 31 and 32 of 255: -80 dB + 30 and 31 steps of 80/254 dB.
    expect(readCell(IMAGE, 1399, 0)?.decibels).toBeCloseTo(-80 + (30 * 80) / 254, 9);
    expect(readCell(IMAGE, 1399, 1)?.decibels).toBeCloseTo(-80 + (31 * 80) / 254, 9);
  });

  it('is null outside', () => {
    expect(readCell(IMAGE, 999, 0.5)).toBeNull();
    expect(readCell(IMAGE, 1400, 0.5)).toBeNull();
    expect(readCell(IMAGE, 1100, 1.01)).toBeNull();
  });
});

describe('findLoudest', () => {
  it('names the middle of the loudest cell', () => {
    expect(findLoudest(IMAGE, IMAGE)).toMatchObject({ sample: 1350, share: 0.75 });
    expect(findLoudest({ ...IMAGE, levels: new Uint8Array(8) }, IMAGE)).toBeNull();
  });
});
