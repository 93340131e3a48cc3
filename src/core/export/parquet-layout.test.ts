import { describe, expect, it } from 'vitest';
import { coefficientColumns, partitionEntries, partitionFolder, partName } from './parquet-layout.ts';

const split = (name: string, ...entries: string[]) => ({ name, fileName: `${name}.txt`, entries });

describe('partitions', () => {
  it('hold every entry once, by all splits that list it, in the order of the splits', () => {
    const splits = [split('train', 'B', 'A', 'C'), split('val', 'C', 'D'), split('test', 'E')];
    expect(partitionEntries(splits, ['A', 'B', 'C', 'D', 'E', 'F'])).toEqual([
      { split: 'train', entries: ['A', 'B'] },
      { split: 'train.val', entries: ['C'] },
      { split: 'val', entries: ['D'] },
      { split: 'test', entries: ['E'] },
      { split: 'unlisted', entries: ['F'] },
    ]);
  });

  it('have folders in the manner of Hive, and numbered files', () => {
    expect(partitionFolder('train.val')).toBe('split=train.val');
    expect(partitionFolder('a/b=c')).toBe('split=a%2Fb%3Dc');
    expect(partName(12)).toBe('part-00012.parquet');
  });
});

describe('columns of coefficients', () => {
  it('have the names of their groups', () => {
    expect(coefficientColumns([{ name: 'exp', width: 50 }])).toEqual([{ name: 'exp', width: 50, column: 'exp' }]);
  });

  it('are told from the other columns and from each other, without regard to case', () => {
    const names = ['frame', 'Exp', 'exp', 'EXP', 'head pose (rad)', '', 'Loudness'];
    expect(coefficientColumns(names.map((name) => ({ name, width: 1 }))).map(({ column }) => column)).toEqual([
      'frame_2',
      'Exp',
      'exp_2',
      'EXP_3',
      'head_pose__rad_',
      'coef',
      'Loudness_2',
    ]);
  });
});
