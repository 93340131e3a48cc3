import { describe, expect, it } from 'vitest';
import { matchText } from './match-text.ts';

describe('matchText', () => {
  it('finds letters in any case and says where', () => {
    expect(matchText('Speed 0.5×', 'spe')).toEqual({ ranges: [{ start: 0, end: 3 }], rank: 0 });
    expect(matchText('WRA_Speaker3/000', 'spe')).toEqual({ ranges: [{ start: 4, end: 7 }], rank: 1 });
    expect(matchText('Next sequence', 'quen')).toEqual({ ranges: [{ start: 7, end: 11 }], rank: 2 });
  });

  it('prefers the place where a word begins', () => {
    expect(matchText('Loop the crop', 'op')).toEqual({ ranges: [{ start: 2, end: 4 }], rank: 2 });
    expect(matchText('Drop the open one', 'op')).toEqual({ ranges: [{ start: 9, end: 11 }], rank: 1 });
  });

  it('wants every word, in any order, and joins what overlaps', () => {
    expect(matchText('Loop window A', 'win loop')).toEqual({
      ranges: [
        { start: 0, end: 4 },
        { start: 5, end: 8 },
      ],
      rank: 1,
    });
    expect(matchText('Zoom in', 'zoo zoom')).toEqual({ ranges: [{ start: 0, end: 4 }], rank: 0 });
    expect(matchText('Loop window A', 'loop b')).toBeNull();
  });

  it('takes signs as they are', () => {
    expect(matchText('Speed 0.5×', '.')).toMatchObject({ ranges: [{ start: 7, end: 8 }] });
    expect(matchText('Speed 0.5×', '[')).toBeNull();
  });

  it('matches everything where nothing is typed', () => {
    expect(matchText('Zoom in', '  ')).toEqual({ ranges: [], rank: 0 });
  });
});
