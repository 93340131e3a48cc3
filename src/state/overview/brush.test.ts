import { describe, expect, it } from 'vitest';
import { brushRows, createBrush, rowsOf, withBrush, withoutBrush } from './brush.ts';
import { createProfileTable } from './profile-table.ts';

function columnsOf(jaw: readonly number[], seconds: readonly number[]) {
  const { columns } = createProfileTable(jaw.map((_, row) => `SPK01/00${row}`));
  columns.jaw.set(jaw);
  columns.seconds.set(seconds);
  return columns;
}

describe('brushRows', () => {
  const columns = columnsOf([0.02, 0.05, Number.NaN, 0.08], [10, 20, 30, 40]);

  it('keeps rows that lie in every interval, ends included', () => {
    const brushes = [
      { key: 'jaw' as const, low: 0.02, high: 0.08 },
      { key: 'seconds' as const, low: 20, high: 40 },
    ];
    expect([...rowsOf(brushRows(4, columns, brushes))]).toEqual([1, 3]);
  });

  it('leaves out a row whose figure cannot be told, however wide the interval', () => {
    const all = [{ key: 'jaw' as const, low: -1e9, high: 1e9 }];
    expect([...brushRows(4, columns, all)]).toEqual([1, 1, 0, 1]);
  });

  it('looks only among the rows given', () => {
    expect([...brushRows(4, columns, [], Uint8Array.of(0, 1, 1, 0))]).toEqual([0, 1, 1, 0]);
  });
});

it('lists rows in an order given', () => {
  expect([...rowsOf(Uint8Array.of(1, 0, 1, 1), Uint32Array.of(3, 2, 1, 0))]).toEqual([3, 2, 0]);
});

describe('createBrush', () => {
  it('orders its ends and rounds them outwards to one digit more than the figure is worth', () => {
    expect(createBrush('jaw', 0.118_04, 0.024_06)).toEqual({ key: 'jaw', low: 0.024, high: 0.1181 });
    expect(createBrush('seconds', 10, 20)).toEqual({ key: 'seconds', low: 10, high: 20 });
  });
});

it('has one interval a figure, in the order in which they were made', () => {
  const [jaw, lag] = [createBrush('jaw', 0, 1), createBrush('lag', 3, 5)];
  const moved = createBrush('jaw', 0.5, 1);
  expect(withBrush(withBrush(withBrush([], jaw), lag), moved)).toEqual([moved, lag]);
  expect(withoutBrush([moved, lag], 'jaw')).toEqual([lag]);
});
