import { describe, expect, it } from 'vitest';
import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { parseGoTo, planGoTo } from './go-to.ts';

const HEAD: SequenceHead = { entry: 'SPK01/000', n_frames: 747, n_clips: 8, seg_len: 100, fps: 25, rate: 16000 };
const CROP: CropState = { strategy: 'random', seed: 249, drawIndex: 0, startFrame: 272, n_motions: 100, n_windows: 2 };

/** Where the typed text leads. */
function plan(typed: string, head: SequenceHead | null = HEAD, crop = CROP) {
  const goTo = parseGoTo(typed);
  if (goTo === null) throw new Error(`${typed} is no place`);
  return planGoTo(goTo, head, crop);
}

describe('parseGoTo', () => {
  it.each([
    ['331', { kind: 'frame', frame: 331 }],
    [' 0331 ', { kind: 'frame', frame: 331 }],
    ['003[31]', { kind: 'clip', clip: 3, index: 31 }],
    ['a[59]', { kind: 'window', name: 'A', index: 59 }],
    ['B[0]', { kind: 'window', name: 'B', index: 0 }],
    ['13.24s', { kind: 'time', seconds: 13.24 }],
    ['13 s', { kind: 'time', seconds: 13 }],
    ['seed 7', { kind: 'seed', seed: 7 }],
    ['Seed7', { kind: 'seed', seed: 7 }],
  ])('reads %j', (typed, goTo) => {
    expect(parseGoTo(typed)).toEqual(goTo);
  });

  it.each(['', 'spe', '-3', '3.5', '003[', '003[31', 'C[1]', '13.24', '1e3s', 'seed', 'seed -1', 'seed 1.5', '331 x'])(
    'takes %j for no place',
    (typed) => {
      expect(parseGoTo(typed)).toBeNull();
    },
  );
});

describe('planGoTo', () => {
  it.each(['331', '003[31]', 'A[59]', '13.24s', '13.27s'])('leads with %j to the same frame', (typed) => {
    expect(plan(typed)).toEqual({
      kind: 'frame',
      frame: 331,
      title: 'Frame 331',
      detail: 'A[59] · 003[31] · 00:13.240',
    });
  });

  it('takes the frame at a time that binary fractions put just below it', () => {
    // 1.16 * 25 is 28.999999999999996 in binary fractions.
    expect(plan('1.16s')).toMatchObject({ frame: 29 });
    expect(plan('1.159999s')).toMatchObject({ frame: 28 });
  });

  it('draws a new crop from a seed', () => {
    expect(plan('seed 7')).toEqual({ kind: 'seed', seed: 7, title: 'Seed 7', detail: 'new random crop' });
    expect(plan('seed 4294967295')).toMatchObject({ kind: 'seed' });
  });

  it.each([
    ['747', 'No frame 747: this sequence has 0 to 746'],
    ['008[0]', 'No clip 008: this sequence has 000 to 007'],
    ['007[47]', 'No frame 47 in clip 007: it has 0 to 46'],
    ['003[100]', 'No frame 100 in clip 003: it has 0 to 99'],
    ['B[100]', 'No frame 100 in window B: it has 0 to 99'],
    ['29.88s', '29.88 s is past the end: the sequence is 29.88 s long'],
    ['seed 4294967296', 'No seed 4294967296: seeds are 0 to 4294967295'],
  ])('says why %j leads nowhere', (typed, words) => {
    expect(plan(typed)).toEqual({ kind: 'impossible', words });
  });

  it('says that there is no sequence, no crop, or no second window', () => {
    expect(plan('331', null)).toEqual({ kind: 'impossible', words: 'No sequence is open' });
    expect(plan('A[1]', { ...HEAD, n_frames: 199 }, { ...CROP, startFrame: 0 })).toEqual({
      kind: 'impossible',
      words: 'No window: the sequence is shorter than one crop',
    });
    expect(plan('B[1]', HEAD, { ...CROP, n_windows: 1 })).toEqual({
      kind: 'impossible',
      words: 'No window B: the crop has one window',
    });
  });
});
