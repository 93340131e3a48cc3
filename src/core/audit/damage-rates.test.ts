import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_AUDIT_RULES } from './audit-rules.ts';
import { findAudioSeam, measureAudioSeam, SEAM_SAMPLES } from './checks/audio-seam.ts';
import { createRandom, generateSequence, readDemoSequences } from './clean-sequences.fixture.ts';
import { auditClean, measureDamageRates } from './damage-rates.fixture.ts';

/** Rows of the table in docs/audit.md: code, strength, found of the demo, found of generated sequences. */
const TABLE = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^`[a-z-]+`$/.test(cells[1] ?? '') && /^\d+ of \d+$/.test(cells[3] ?? ''))
  .map(([, code = '', strength = '', demo = '', generated = '']) => ({
    name: `${code.slice(1, -1)}, ${strength}`,
    demo: countOf(demo),
    generated: countOf(generated),
  }));

function countOf(cell: string): { readonly found: number; readonly trials: number } {
  const [found = Number.NaN, trials = Number.NaN] = cell.split(' of ').map(Number);
  return { found, trials };
}

const TRIALS = 5;
const demo = readDemoSequences(400);
const generated = Array.from({ length: 12 }, (_, index) => generateSequence(index + 1, 300 + 50 * (index % 3)));

describe('damage put in on purpose, at random places of fixed seeds', () => {
  it.each([
    ['the demo (synthetic voices and motion)', 'demo', demo],
    ['generated sequences', 'generated', generated],
  ] as const)(
    'is found in %s as often as docs/audit.md says, and nothing else is',
    (_, column, sequences) => {
      const rates = measureDamageRates(sequences, TRIALS);
      expect(rates.map(({ damage }) => `${damage.code}, ${damage.strength}`)).toEqual(TABLE.map(({ name }) => name));
      const missed = rates.filter(({ found, trials }, row) => {
        const owed = TABLE[row]?.[column];
        return owed === undefined || trials !== owed.trials || found < owed.found;
      });
      expect(missed.map(({ damage, found }) => `${damage.code}, ${damage.strength}: ${found}`)).toEqual([]);
      expect(rates.flatMap(({ falseFindings }) => falseFindings)).toEqual([]);
    },
    300_000,
  );
});

describe('sequences without damage', () => {
  it.each([...demo, ...generated])('have no errors and no warnings: $entry (synthetic or generated)', (sequence) => {
    expect(auditClean(sequence)).toEqual([]);
  });

  it('have no click at any of 4,000 places where a seam could be', () => {
    const random = createRandom(1);
    const found = [...demo, ...generated].flatMap(({ audio, entry }) =>
      Array.from({ length: Math.ceil(4000 / (demo.length + generated.length)) }).flatMap(() => {
        const at = SEAM_SAMPLES + Math.floor(random() * (audio.length - 2 * SEAM_SAMPLES));
        const seam = measureAudioSeam(audio.subarray(at - SEAM_SAMPLES, at), audio.subarray(at, at + SEAM_SAMPLES));
        return findAudioSeam(entry, 1, at, seam, DEFAULT_AUDIT_RULES);
      }),
    );
    expect(found).toEqual([]);
  });
});
