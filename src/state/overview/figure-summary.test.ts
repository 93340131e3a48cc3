import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDistribution } from '../../core/profile/distribution.ts';
import { spreadOf, summarizeFigure } from './figure-summary.ts';
import { createProfileTable } from './profile-table.ts';

function tableOf(seconds: readonly number[]) {
  const table = createProfileTable(seconds.map((_, row) => `SPK01/${row}`));
  table.columns.seconds.set(seconds);
  return table;
}

describe('summarizeFigure', () => {
  it('counts what the plot of the command line counts, on a log axis too', () => {
    const seconds = [8, 8.04, 12.04, 16, 17.88, 24.04, 29.88, Number.NaN];
    const { spread, binCount, scale } = summarizeFigure(tableOf(seconds), 'seconds');
    const drawn = describeDistribution(seconds, 'log', binCount);
    expect([scale.low, scale.high]).toEqual([8, 29.88]);
    expect([...spread.counts]).toEqual([...drawn.counts]);
    expect([spread.knownCount, spread.median]).toEqual([7, 16]);
  });

  it('is the same object for the same table', () => {
    const table = tableOf([1, 2, 3]);
    expect(summarizeFigure(table, 'seconds')).toBe(summarizeFigure(table, 'seconds'));
    expect(summarizeFigure({ ...table }, 'seconds')).not.toBe(summarizeFigure(table, 'seconds'));
  });

  it('has the exact median of any rows, however uneven the values lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (seconds) => {
          const rows = Uint32Array.from(seconds.keys()).filter((row) => row % 2 === 0);
          const summary = summarizeFigure(tableOf(seconds), 'seconds');
          const kept = Array.from(rows, (row) => seconds[row] as number).sort((a, b) => a - b);
          const half = kept.length >> 1;
          const expected =
            kept.length % 2 === 1 ? kept[half] : ((kept[half - 1] as number) + (kept[half] as number)) / 2;
          expect(spreadOf(summary, rows).median).toBe(expected);
        },
      ),
    );
  });

  it('says that nothing is known of a figure that no row has', () => {
    const { spread } = summarizeFigure(tableOf([Number.NaN, Number.NaN]), 'seconds');
    expect(spread.knownCount).toBe(0);
    expect(spread.median).toBeNaN();
  });
});
