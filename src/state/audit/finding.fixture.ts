import type { Finding } from '../../core/audit/finding.ts';

/** A finding that a test changes as it needs. */
export function findingOf(changes: Partial<Finding> = {}): Finding {
  return {
    severity: 'error',
    code: 'audio-short',
    entry: 'SPK01/000',
    clip: 2,
    frames: [200, 300],
    message: '60,000 of 64,000 samples',
    what: 'The audio is short',
    expected: '64000 samples',
    found: '60000 samples',
    where: 'clip SPK01/000/002',
    consequence: 'A crop over its end fails.',
    numbers: {},
    ...changes,
  };
}
