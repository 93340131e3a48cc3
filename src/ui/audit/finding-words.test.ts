import { describe, expect, it } from 'vitest';
import { findingOf } from '../../state/audit/finding.fixture.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';
import { codeOfKey, formatClip, formatFrames, isQuiet, placeAmongCode } from './finding-words.ts';
import { formatRule, stepOfRule } from './rule-words.ts';

describe('the words of a finding', () => {
  it('give frames as Python slices them, one frame by its number, none as nothing', () => {
    expect([[2800, 2900] as const, [600, 601] as const, null].map(formatFrames)).toEqual(['[2800,2900]', '600', '']);
  });

  it('give the clip as its key has it, all clips as a word', () => {
    expect(formatClip({ clip: 3, entry: 'SPK01/000' })).toBe('003');
    expect(formatClip({ clip: null, entry: 'SPK01/000' })).toBe('all');
    expect(formatClip({ clip: null, entry: null })).toBe('');
  });

  it('quieten a warning after one of its code, an error never', () => {
    const warning = findingOf({ severity: 'warning', code: 'audio-dc-offset' });
    expect(isQuiet(warning, warning)).toBe(true);
    expect(isQuiet(warning, findingOf())).toBe(false);
    expect(isQuiet(findingOf(), findingOf())).toBe(false);
  });

  it('tell apart two findings that are about no sequence by their place', () => {
    const [first, second] = [7, 8].map((dim) =>
      keyOfFinding(findingOf({ code: 'std-near-zero', entry: null, where: `stats_train.npz, exp_std[${dim}]` })),
    );
    expect(first).not.toBe(second);
    expect(codeOfKey(first ?? null)).toBe('std-near-zero');
  });

  it('know no code of a key that was made up', () => {
    expect(codeOfKey('no-such-code:SPK01/000')).toBeNull();
    expect(codeOfKey(null)).toBeNull();
  });

  it('count a finding among those of its code', () => {
    const findings = [findingOf(), findingOf({ code: 'clip-missing' }), findingOf({ clip: 5 })];
    expect(placeAmongCode(findings, keyOfFinding(findingOf({ clip: 5 })))).toEqual({ place: 2, total: 2 });
  });
});

describe('the words of a rule', () => {
  it('give comparison, value and unit', () => {
    expect(formatRule('lagFrames', 3)).toBe('≥ 3 frames');
    expect(formatRule('nearZeroStd', 1e-6)).toBe('< 1e−6');
    expect(formatRule('silenceDb', -60)).toBe('< −60 dBFS');
  });

  it('step by ones for counts and by a tenth of its size for the rest', () => {
    expect([stepOfRule('lagFrames'), stepOfRule('lagCorrelation')]).toEqual([1, 0.01]);
  });
});
