import { expect, it } from 'vitest';
import { parseNumberDraft } from './number-draft.ts';

const WHOLE = { min: 0, max: 547, step: 1 };

it('reads whole numbers within the bounds, both of which are legal', () => {
  expect(parseNumberDraft(' 0 ', WHOLE)).toEqual({ isValid: true, value: 0 });
  expect(parseNumberDraft('547', WHOLE)).toEqual({ isValid: true, value: 547 });
});

it('reads a minus sign as typed and as shown', () => {
  const signed = { min: -10, max: 10, step: 0.5 };
  expect(parseNumberDraft('-2.5', signed)).toEqual({ isValid: true, value: -2.5 });
  expect(parseNumberDraft('\u22122.5', signed)).toEqual({ isValid: true, value: -2.5 });
});

it('says in words what is wrong', () => {
  const messageOf = (text: string) => {
    const draft = parseNumberDraft(text, WHOLE);
    return draft.isValid ? null : draft.message;
  };
  expect(messageOf('548')).toBe('At most 547');
  expect(messageOf('-1')).toBe('At least 0');
  expect(messageOf('1.5')).toBe('Whole numbers only');
  expect(['', 'x', '0x10', '1,000', 'Infinity', '1e999'].map(messageOf)).toEqual([
    'Not a number',
    'Not a number',
    'Not a number',
    'Not a number',
    'Not a number',
    'Whole numbers only',
  ]);
});
