import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { runCommand } from './run.fixture.ts';

interface Expected {
  readonly entry: string;
  readonly readable: boolean;
  readonly owed: string;
}

const expected = JSON.parse(readFileSync(join(ODD_DATASETS, 'expected.json'), 'utf8')) as Record<string, Expected>;

/** What a sample that reads clips 000 to 002 must say of each unreadable dataset, as expected.json owes it. */
const SENTENCES: Readonly<Record<string, readonly RegExp[]>> = {
  'wrong-rate': [/SPK04\/000\/001/, /22050 Hz/, /16000 Hz/],
  stereo: [/SPK04\/000\/001/, /2 channels/],
  'truncated-flac': [/SPK04\/000\/001/, /64000 samples/, /found \d+ samples decoded/],
  'not-audio': [/SPK04\/000\/001/, /[Uu]nknown audio format/],
  'audio-short': [/SPK04\/000\/001/, /60000 samples/, /64000 samples/],
  'missing-clip': [/key SPK04\/000\/002/, /missing/],
  'missing-metadata': [/The root key metadata is missing/],
  'missing-sequence-metadata': [/key SPK04\/000\/metadata/],
  'short-coef': [/SPK04\/000\/001/, /exp/, /90 rows/, /100 rows/],
  'wrong-width': [/SPK04\/000\/001/, /exp is 49 wide here, 50 elsewhere/],
  'missing-coef': [/SPK04\/000\/001/, /lacks the coefficient pose/],
  'evil-pickle': [/SPK04\/000\/001/, /(posix|os)[. ]system/],
  'pickle-object-array': [/SPK04\/000\/001/, /[Oo]bject arrays are refused/],
  'pickle-cut': [/SPK04\/000\/001/, /pickle ends early/],
  'pickle-huge-claim': [/SPK04\/000\/001/, /4611686018427387904 bytes/],
  'cut-store': [/the file ends before page \d+ that the tree points at/i],
  'empty-file': [/0 bytes/, /LMDB/],
  'not-a-store': [/LMDB/, /magic/],
  'page-loop': [/visited twice|seen twice/],
};

/** Figures that a readable dataset shares with the plain one, except for those whose point is another figure. */
const PLAIN = ['--crop', '100', '--json'] as const;

describe('the damaged and unusual datasets', () => {
  it('are 36, each with a sentence owed', () => {
    expect(Object.keys(expected)).toHaveLength(36);
    expect(Object.keys(SENTENCES).sort()).toEqual(
      Object.keys(expected)
        .filter((name) => !expected[name]?.readable)
        .sort(),
    );
  });

  it.each(Object.keys(SENTENCES))(
    '%s: says what, expected, found and where in one line, with status 1',
    async (name) => {
      const result = await runCommand('sample', join(ODD_DATASETS, name), 'SPK04/000', '--crop', '100', '--json');
      expect(result.status).toBe(1);
      expect(result.stdout).toBe('');
      for (const sentence of SENTENCES[name] ?? []) expect(result.stderr).toMatch(sentence);
      expect(result.stderr.trim().split('\n')).toHaveLength(1);
      expect(result.stderr).toMatch(/expected .+, found .+ \(.+\)\n$/);
    },
  );

  it.each(Object.entries(expected).filter(([, { owed }]) => owed === 'reads exactly like the plain dataset'))(
    '%s: reads exactly like the plain dataset',
    async (name, { entry }) => {
      const plain = await runCommand('sample', 'public/demo', 'SPK04/000', ...PLAIN);
      const odd = await runCommand('sample', join(ODD_DATASETS, name), entry, ...PLAIN);
      expect(odd.status).toBe(0);
      expect(JSON.parse(odd.stdout)).toEqual(JSON.parse(plain.stdout));
    },
  );

  it.each([
    'nan-coef',
    'unknown-entry',
    'odd-splits',
    'stats-zero-std',
    'stats-wrong-width',
    'stats-not-npz',
    'no-stats',
    'markup-names',
  ])('%s: can be sampled', async (name) => {
    const entry = expected[name]?.entry ?? '';
    const result = await runCommand('sample', join(ODD_DATASETS, name), entry, '--crop', '0', '--json');
    expect(result.status).toBe(0);
    expect((JSON.parse(result.stdout) as { entry: string }).entry).toBe(entry);
  });

  it.each([
    ['unknown-entry', [/NOBODY\/000/, /n_frames/]],
    ['odd-splits', [/train\.txt names SPK04\/000 more than once/]],
    ['stats-wrong-width', [/exp_mean is 49 wide/, /50/]],
    ['stats-not-npz', [/stats_train\.npz/, /zip/]],
    ['no-stats', [/coefficients are not normalised/]],
  ] as const)('%s: inspect reports it and goes on', async (name, sentences) => {
    const result = await runCommand('inspect', join(ODD_DATASETS, name), '--json');
    expect(JSON.parse(result.stdout)).toMatchObject({ kind: 'lmdb', seg_len: 100, sequences: 1, frames: 447 });
    for (const sentence of sentences) expect(result.stderr).toMatch(sentence);
  });

  it('odd-splits: the entry counts once', async () => {
    const result = await runCommand('inspect', join(ODD_DATASETS, 'odd-splits'), '--json');
    expect(JSON.parse(result.stdout)).toMatchObject({ splits: { train: 1 } });
  });

  it('nan-coef: the values pass through as stored, and stats says so', async () => {
    const source = join(ODD_DATASETS, 'nan-coef');
    const result = await runCommand('stats', source, '--json');
    expect([result.status, result.stderr]).toEqual([
      1,
      `talkscope: exp has 2 dimensions without a usable mean and std: expected finite coefficients in every frame, found mean NaN, std NaN at dimension 7 (${source})\n`,
    ]);
    const { coef } = JSON.parse(result.stdout) as { coef: Record<string, { mean: (number | null)[] }> };
    expect(coef.exp?.mean[7]).toBeNull();
    expect(coef.exp?.mean[6]).toEqual(expect.any(Number));
  });
});
