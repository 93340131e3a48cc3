import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { formatTable } from './output.ts';
import { runCommand } from './run.fixture.ts';

interface JsonFinding {
  readonly severity: string;
  readonly code: string;
  readonly entry: string | null;
  readonly clip: number | null;
  readonly frames: readonly [number, number] | null;
  readonly message: string;
  readonly where: string;
  readonly found: string;
  readonly link: string | null;
}

interface AuditJson {
  readonly findings: readonly JsonFinding[];
  readonly checked: { readonly sequences: number; readonly clips: number; readonly frames: number };
}

async function auditJson(name: string) {
  const result = await runCommand('audit', join(ODD_DATASETS, name), '--json');
  const json = JSON.parse(result.stdout) as AuditJson;
  // What the demo's own statistics have: jaw y and jaw z never move.
  const findings = json.findings.filter(({ code, message }) => code !== 'std-near-zero' || !message.startsWith('jaw'));
  return { ...result, ...json, findings };
}

/** What each dataset owes: code, clip, frames, and what the finding has to say (expected.json). */
const CLIP_ERRORS: Readonly<Record<string, readonly [string, number, readonly [number, number], RegExp]>> = {
  'wrong-rate': ['audio-rate', 1, [100, 200], /22050 Hz.*SPK04\/000\/001/],
  stereo: ['audio-channels', 1, [100, 200], /2 channels.*SPK04\/000\/001/],
  'truncated-flac': ['audio-unreadable', 1, [100, 200], /\d+ samples decoded.*SPK04\/000\/001/],
  'not-audio': ['audio-unreadable', 1, [100, 200], /Unknown audio format.*SPK04\/000\/001/],
  'audio-short': ['audio-short', 1, [100, 200], /60,000 of 64,000 samples, 4,000 short.*SPK04\/000\/001/],
  'missing-clip': ['clip-missing', 2, [200, 300], /447 frames are 5 clips, the store has 4.*key SPK04\/000\/002/],
  'short-coef': ['coef-short', 1, [100, 200], /exp has too few rows: 90 of 100.*SPK04\/000\/001/],
  'wrong-width': ['coef-width', 1, [100, 200], /exp is 49 wide here, 50 elsewhere.*SPK04\/000\/001/],
  'missing-coef': ['coef-missing', 1, [100, 200], /lacks the coefficient pose.*SPK04\/000\/001/],
  'nan-coef': ['coef-not-finite', 1, [103, 105], /2 frames, exp 7 and 8 are NaN.*SPK04\/000\/001, frames 3 and 4/],
  'evil-pickle': ['clip-unreadable', 1, [100, 200], /Refused global.*(posix|os)\.system.*SPK04\/000\/001/],
  'pickle-object-array': ['clip-unreadable', 1, [100, 200], /Object arrays are refused.*SPK04\/000\/001/],
  'pickle-cut': ['clip-unreadable', 1, [100, 200], /The pickle ends early.*SPK04\/000\/001/],
  'pickle-huge-claim': [
    'clip-unreadable',
    1,
    [100, 200],
    /The pickle ends early.*4611686018427387904.*SPK04\/000\/001/,
  ],
};

const READ_LIKE_PLAIN = JSON.parse(readFileSync(join(ODD_DATASETS, 'expected.json'), 'utf8')) as Record<
  string,
  { owed: string }
>;

describe('audit of the damaged and unusual datasets', () => {
  it.each(Object.entries(CLIP_ERRORS))('%s: one error with its clip and frames', async (name, owed) => {
    const [code, clip, frames, sentence] = owed;
    const { status, findings, stderr } = await auditJson(name);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity: 'error', code, entry: 'SPK04/000', clip, frames });
    const { message, expected, found, where } = findings[0] as JsonFinding & { expected: string };
    expect(`${message}; ${expected}; ${found}; ${where}`).toMatch(sentence);
    expect(findings[0]?.link).toBe(`/?view=explore&seq=SPK04/000&frame=${frames[0]}`);
  });

  it.each([
    ['missing-sequence-metadata', 'error', 'sequence-missing', /SPK04\/000\/metadata/],
    [
      'unknown-entry',
      'error',
      'sequence-missing',
      /train\.txt lists it, the store has nothing of it.*NOBODY\/000\/metadata/,
    ],
    ['odd-splits', 'warning', 'split-duplicate', /train\.txt names SPK04\/000 more than once/],
    ['stats-wrong-width', 'error', 'stats-unusable', /exp_mean is 49 wide, exp is 50 wide/],
    ['stats-not-npz', 'error', 'stats-unusable', /stats_train\.npz: The file is no zip/],
    ['no-stats', 'warning', 'stats-missing', /The coefficients are not normalised/],
  ])('%s: one %s', async (name, severity, code, sentence) => {
    const { status, findings } = await auditJson(name);
    expect(status).toBe(severity === 'error' ? 1 : 0);
    expect(findings.map((finding) => [finding.severity, finding.code])).toEqual([[severity, code]]);
    const { message, expected } = findings[0] as JsonFinding & { expected: string };
    expect(`${message}; ${expected}`).toMatch(sentence);
  });

  it('stats-zero-std: a finding for each dimension, with its consequence', async () => {
    const { status, findings } = await auditJson('stats-zero-std');
    expect(status).toBe(0);
    expect(findings).toHaveLength(100);
    expect(findings[0]).toMatchObject({
      severity: 'note',
      code: 'std-near-zero',
      message: 'shape 0: std 0, a change of 1e-6 becomes z = 1,000',
      where: 'stats_train.npz, shape_std[0]',
    });
  });

  it('cut-store: an error for each clip past the cut, and the others are checked', async () => {
    const { status, findings, checked } = await auditJson('cut-store');
    expect(status).toBe(1);
    expect(findings.map(({ code, clip }) => [code, clip])).toEqual(
      [1, 2, 3, 4].map((clip) => ['clip-unreadable', clip]),
    );
    expect(findings[0]?.message).toMatch(/^The file ends before page \d+ that the tree points at$/);
    expect(checked).toEqual({ sequences: 1, clips: 1, frames: 100 });
  });

  it.each(['missing-metadata', 'empty-file', 'not-a-store', 'page-loop'])(
    '%s: cannot be opened, said in one line, with status 1',
    async (name) => {
      const result = await runCommand('audit', join(ODD_DATASETS, name), '--json');
      expect(result.status).toBe(1);
      expect(result.stdout).toBe('');
      expect(result.stderr).toMatch(/^talkscope: .+: expected .+, found .+ \(.+\)\n$/);
    },
  );

  it.each([
    'markup-names',
    ...Object.keys(READ_LIKE_PLAIN).filter(
      (name) => READ_LIKE_PLAIN[name]?.owed === 'reads exactly like the plain dataset',
    ),
  ])('%s: no findings', async (name) => {
    const { status, findings, checked } = await auditJson(name);
    expect(status).toBe(0);
    expect(findings).toEqual([]);
    expect(checked).toEqual({ sequences: 1, clips: 5, frames: 447 });
  });
});

describe('audit of the demo', () => {
  it('has three notes, all true: a sequence of 199 frames and two dimensions that never move', async () => {
    const result = await runCommand('audit', 'public/demo', '--json');
    expect(result.status).toBe(0);
    const { findings, checked } = JSON.parse(result.stdout) as AuditJson;
    expect(checked).toEqual({ sequences: 7, clips: 31, frames: 2894 });
    expect(findings.map(({ severity, code, entry, message }) => [severity, code, entry, message])).toEqual([
      ['note', 'sequence-short', 'SPK02/001', '199 frames, a crop needs 200'],
      ['note', 'std-near-zero', null, 'jaw y: std 0, a change of 1e-6 becomes z = 1,000'],
      ['note', 'std-near-zero', null, 'jaw z: std 0, a change of 1e-6 becomes z = 1,000'],
    ]);
  });

  it('prints a table by severity and a summary', async () => {
    const result = await runCommand('audit', 'public/demo');
    expect(result.stdout.split('\n')).toEqual([
      'NOTE  3',
      '  code        sequence   clip   frames  message',
      '  Too short   SPK02/001   all  [0,199)  199 frames, a crop needs 200',
      '  Std near 0                            jaw y: std 0, a change of 1e-6 becomes z = 1,000',
      '  Std near 0                            jaw z: std 0, a change of 1e-6 becomes z = 1,000',
      '',
      'checked 7 sequences, 31 clips, 2,894 frames: 0 errors, 0 warnings, 3 notes',
      '',
    ]);
  });

  it('audits the sequences of the splits that are asked for', async () => {
    const result = await runCommand('audit', 'public/demo', '--json', '--split', 'val', '--split', 'test');
    expect((JSON.parse(result.stdout) as AuditJson).checked).toEqual({ sequences: 2, clips: 9, frames: 748 });
  });

  it('prints the findings and says in one line that their table cannot be written', async () => {
    const result = await runCommand('audit', 'public/demo', '--csv', 'public/demo/no-folder/findings.csv');
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('checked 7 sequences, 31 clips, 2,894 frames');
    expect(result.stderr).toBe(
      'talkscope: The file cannot be written: expected a file that can be written, found nothing there (ENOENT) (public/demo/no-folder/findings.csv)\n',
    );
  });

  it('shows control characters of names as escapes', () => {
    expect(formatTable([['a\nb', '\u001b[2J\u202ec']], [false, false])).toEqual(['a\\u000ab  \\u001b[2J\\u202ec']);
  });

  it('refuses what it does not know, with status 2', async () => {
    expect(await runCommand('audit')).toMatchObject({
      status: 2,
      stderr: 'talkscope: audit takes SOURCE, found nothing\n',
    });
    expect((await runCommand('audit', 'public/demo', '--fast')).status).toBe(2);
    const unknown = await runCommand('audit', 'public/demo', '--split', 'dev');
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toMatch(
      /^talkscope: The dataset has no split dev: expected a split with entries, found train \(5\)/,
    );
  });
});
