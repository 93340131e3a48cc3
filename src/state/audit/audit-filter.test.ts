import { describe, expect, it } from 'vitest';
import { countByCode, countBySeverity, type FilterContext, filterFindings } from './audit-filter.ts';
import { SHOW_ALL } from './audit-state.ts';
import { findingOf } from './finding.fixture.ts';

const SHORT = findingOf();
const LAG = findingOf({ severity: 'warning', code: 'sound-jaw-lag', entry: 'SPK02/001', clip: null });
const LAG_ELSEWHERE = findingOf({ severity: 'warning', code: 'sound-jaw-lag', entry: 'SPK02/002', clip: null });
const STD = findingOf({ severity: 'note', code: 'std-near-zero', entry: null, clip: null, frames: null });
const ALL = [SHORT, LAG, LAG_ELSEWHERE, STD];

const CONTEXT: FilterContext = {
  splitsByEntry: new Map([
    ['SPK01/000', ['train']],
    ['SPK02/001', ['val']],
  ]),
  flaggedEntries: new Set(['SPK02/001']),
};

describe('the filter of findings', () => {
  it.each([
    ['nothing asked for', {}, ALL],
    ['a part of the name in other case', { text: 'spk02' }, [LAG, LAG_ELSEWHERE]],
    ['a severity', { severity: 'note' }, [STD]],
    ['a code', { code: 'audio-short' }, [SHORT]],
    ['a split, which findings about the whole dataset are in none of', { split: 'val' }, [LAG]],
    ['no flag, which the whole dataset never has', { isUnflaggedOnly: true }, [SHORT, LAG_ELSEWHERE, STD]],
    ['sound, also where it is about sound and coefficients', { subject: 'sound' }, [SHORT, LAG, LAG_ELSEWHERE]],
    ['several conditions at once', { subject: 'coefficients', text: '/001' }, [LAG]],
  ] as const)('keeps what meets %s', (_name, changes, expected) => {
    expect(filterFindings(ALL, { ...SHOW_ALL, ...changes }, CONTEXT)).toEqual(expected);
  });

  it('counts by severity what each choice would show under the other conditions', () => {
    const filter = { ...SHOW_ALL, severity: 'error', text: 'SPK' } as const;
    expect(countBySeverity(ALL, filter, CONTEXT)).toEqual({ all: 3, error: 1, warning: 2, note: 0 });
  });

  it('counts findings and sequences of each code', () => {
    expect([...countByCode([...ALL, LAG])]).toEqual([
      ['error', [{ code: 'audio-short', findings: 1, sequences: 1 }]],
      ['warning', [{ code: 'sound-jaw-lag', findings: 3, sequences: 2 }]],
      ['note', [{ code: 'std-near-zero', findings: 1, sequences: 0 }]],
    ]);
  });
});
