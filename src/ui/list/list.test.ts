import { describe, expect, it } from 'vitest';
import type { SequenceRow } from '../../worker/protocol.ts';
import { splitEntryName, takeWidthInDigits } from './entry-name.ts';
import { levelPath } from './level-path.ts';
import { describeCount, describeFlaws, entriesToDescribe, formatSeconds, rowSeverity } from './list-model.ts';
import { moveRow } from './row-keys.ts';

const problem = { code: 'entry-missing', what: 'No metadata', expected: 'a key', found: 'none', where: 'SPK09/000' };

function row(entry: string, fields: Partial<SequenceRow> = {}): SequenceRow {
  return { entry, splits: ['train'], n_frames: null, problem: null, level: null, ...fields };
}

describe('splitEntryName', () => {
  it('keeps the last slash and what follows together', () => {
    expect(splitEntryName('WRA_Speaker3/000')).toEqual({ speaker: 'WRA_Speaker3', take: '/000' });
    expect(splitEntryName('group/SPK01/012')).toEqual({ speaker: 'group/SPK01', take: '/012' });
  });

  it('treats a name without a slash as all speaker', () => {
    expect(splitEntryName('SPK01')).toEqual({ speaker: 'SPK01', take: '' });
  });
});

describe('takeWidthInDigits', () => {
  it('counts digits and slashes once, letters with room to spare', () => {
    expect(takeWidthInDigits('/000')).toBe(4);
    expect(takeWidthInDigits('/mono')).toBe(8);
    expect(takeWidthInDigits('')).toBe(0);
  });
});

describe('moveRow', () => {
  const list = { rowCount: 30, pageRows: 12 };

  it('moves by one row, by a page, and to the ends', () => {
    expect(moveRow('ArrowDown', 4, list)).toBe(5);
    expect(moveRow('ArrowUp', 4, list)).toBe(3);
    expect(moveRow('PageDown', 4, list)).toBe(16);
    expect(moveRow('PageUp', 20, list)).toBe(8);
    expect(moveRow('Home', 20, list)).toBe(0);
    expect(moveRow('End', 4, list)).toBe(29);
  });

  it('stops at the first and the last row', () => {
    expect(moveRow('ArrowUp', 0, list)).toBe(0);
    expect(moveRow('PageDown', 25, list)).toBe(29);
  });

  it('starts at the first row where none was active', () => {
    expect(moveRow('ArrowDown', -1, list)).toBe(0);
  });

  it('leaves other keys, and empty lists, alone', () => {
    expect(moveRow('ArrowRight', 4, list)).toBeNull();
    expect(moveRow('ArrowDown', 0, { rowCount: 0, pageRows: 12 })).toBeNull();
  });
});

describe('levelPath', () => {
  it('draws full scale over the whole height, half of it half as high, and silence 2 px high', () => {
    expect(levelPath(Uint8Array.of(255, 128, 0))).toBe('M0.5 0v14M2.5 3v8M4.5 6v2');
  });
});

describe('the list', () => {
  it('calls an unusable sequence an error and a flawed one a warning', () => {
    expect(rowSeverity(row('SPK01/000'))).toBeNull();
    expect(rowSeverity(row('SPK09/000', { problem }))).toBe('error');
    expect(rowSeverity(row('SPK01/000', { problem, n_frames: 747 }))).toBe('warning');
  });

  it('counts warnings, and problems once a sequence cannot be used', () => {
    const flawed = row('SPK01/000', { problem, n_frames: 747 });
    expect(describeFlaws([row('SPK02/000'), row('SPK03/000')])).toBeNull();
    expect(describeFlaws([flawed, row('SPK02/000'), flawed])).toEqual({
      severity: 'warning',
      words: '2 with warnings',
    });
    expect(describeFlaws([flawed, row('SPK09/000', { problem })])).toEqual({
      severity: 'error',
      words: '2 with problems',
    });
  });

  it('asks only for rows that are neither read nor known to be unreadable', () => {
    const rows = [row('a/0'), row('b/0', { n_frames: 5 }), row('c/0', { problem })];
    expect(entriesToDescribe(rows)).toEqual(['a/0']);
  });

  it('counts in words, with separators', () => {
    expect(describeCount(7, 7)).toBe('7 sequences');
    expect(describeCount(1, 1)).toBe('1 sequence');
    expect(describeCount(2, 1052)).toBe('2 of 1,052 sequences');
  });

  it('gives seconds at the frame rate', () => {
    expect(formatSeconds(747, 25)).toBe('29.9');
    expect(formatSeconds(747, 50)).toBe('14.9');
  });
});
