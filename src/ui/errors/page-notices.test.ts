import { describe, expect, it } from 'vitest';
import type { Problem } from '../../core/errors.ts';
import { collectNotices } from './page-notices.ts';

function problem(code: string): Problem {
  return { code, what: 'What', expected: 'this', found: 'that', where: 'here' };
}

describe('collectNotices', () => {
  it('puts errors before warnings before notes, and messages before notices of the same severity', () => {
    const collected = collectNotices(
      [
        { id: 4, severity: 'warning', problem: problem('link-value') },
        { id: 5, severity: 'note', problem: problem('read-once') },
      ],
      [
        { severity: 'warning', problem: problem('split-duplicate'), consequence: 'Drawn twice.' },
        { severity: 'error', problem: problem('entry-missing'), consequence: null },
      ],
    );
    expect(collected.map(({ problem: { code }, messageId }) => [code, messageId])).toEqual([
      ['entry-missing', null],
      ['link-value', 4],
      ['split-duplicate', null],
      ['read-once', 5],
    ]);
  });
});
