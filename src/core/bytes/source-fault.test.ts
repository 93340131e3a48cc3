import { describe, expect, it } from 'vitest';
import type { Problem } from '../errors.ts';
import { isSourceFault } from './source-fault.ts';

const problem = (code: string): Problem => ({ code, what: 'x', expected: 'x', found: 'x', where: 'x' });

describe('isSourceFault', () => {
  it('tells bytes that could not be had from bytes that are wrong', () => {
    expect(['http-cut', 'http-changed', 'file-changed', 'file-unreadable'].map(problem).map(isSourceFault)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['lmdb-file-ends', 'flac-truncated', 'profile-x'].map(problem).map(isSourceFault)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
