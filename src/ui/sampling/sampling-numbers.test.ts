import { describe, expect, it } from 'vitest';
import { parseRateDraft } from './rate-chips.tsx';
import { planRateTable } from './rate-table.ts';
import { countRates, formatHertz, formatMultiple, formatRate, formatSamples, formatShare } from './rate-words.ts';
import { gridSize, planGrid } from './sample-grid-layout.ts';
import { laneHeight } from './tone-section.tsx';

describe('the words of rates', () => {
  it('keep every digit of a rate', () => {
    expect([8000, 11_025, 22_050, 7919].map(formatRate)).toEqual(['8 kHz', '11.025 kHz', '22.05 kHz', '7.919 kHz']);
  });

  it('show counts of samples whole or with two decimals', () => {
    expect([80, 110.25, 220.5, 1764, 16_000 / 29.97].map(formatSamples)).toEqual([
      '80',
      '110.25',
      '220.50',
      '1,764',
      '533.87',
    ]);
    expect([3000, 5512.5, 261.63].map(formatHertz)).toEqual(['3,000', '5,512.5', '261.63']);
  });

  it('show shares and multiples', () => {
    expect([0.8724, 0.00871, 0.00001, 0].map(formatShare)).toEqual(['87.2 %', '0.87 %', '< 0.01 %', '0.00 %']);
    expect([0.5, 882 / 640, 1764 / 640].map(formatMultiple)).toEqual(['0.5 ×', '1.378 ×', '2.756 ×']);
    expect([1, 4].map(countRates)).toEqual(['one rate', 'four rates']);
  });
});

describe('a rate that is typed', () => {
  it.each([
    ['12', 12_000],
    ['11.025', 11_025],
    ['16000', 16_000],
    ['1000', 1000],
  ])('%s is %i Hz', (text, value) => expect(parseRateDraft(text)).toEqual({ isValid: true, value }));

  it.each([
    ['0.5', 'At least 1 kHz'],
    ['200', 'At most 192 kHz'],
    ['12.0005', 'Whole Hz only'],
    ['cd', 'Not a number'],
  ])('%s is refused: %s', (text, message) => expect(parseRateDraft(text)).toEqual({ isValid: false, message }));
});

describe('the grid of samples', () => {
  it('has 16 rows and 3 px a cell: 640 samples are 120 px wide', () => {
    const layout = planGrid(1764, 384, 1);
    expect(layout).toEqual({ rows: 16, pitch: 3, cell: 2 });
    expect(gridSize(640, layout, 1)).toEqual({ widthPx: 120, heightPx: 48 });
    expect(gridSize(1764, layout, 1).widthPx).toBe(111 * 3);
  });

  it('lies on whole device pixels', () => {
    expect(planGrid(1764, 384, 2)).toEqual({ rows: 16, pitch: 6, cell: 4 });
    expect(planGrid(1764, 384, 1.25)).toEqual({ rows: 16, pitch: 4, cell: 3 });
  });

  it('gives all grids more rows where the largest would not fit', () => {
    const layout = planGrid(3840, 384, 1);
    expect(layout.rows).toBe(32);
    expect(gridSize(3840, layout, 1).widthPx).toBeLessThanOrEqual(384);
  });
});

it('gives up to four lanes 76 px each, and more lanes the same room', () => {
  expect([1, 4, 6, 8].map(laneHeight)).toEqual([76, 76, 50, 40]);
});

it('counts what the rate changes as the loader rounds it', () => {
  const rows = planRateTable({
    rates: [8000, 16_000, 22_050, 44_100],
    fps: 25,
    clipFrames: 100,
    cropFrames: 200,
    slice: { clip: 2, frames: [72, 100] },
  });
  expect(rows.map(({ name, cells }) => [name, ...cells])).toEqual([
    ['One frame', '320', '640', '882', '1,764'],
    ['Clip of 100', '32,000', '64,000', '88,200', '176,400'],
    ['Crop of 200', '64,000', '128,000', '176,400', '352,800'],
    ['002[72] at', '23040', '46080', '63504', '127008'],
    ['002[100] at', '32000', '64000', '88200', '176400'],
    ['Float32, MB', '0.26', '0.51', '0.71', '1.41'],
  ]);
});
