import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { toFloat32Array } from '../core/formats/ndarray.ts';
import { parseNpz } from '../core/formats/npz.ts';
import { DEMO_FOLDER } from './installation.ts';
import { runCommand } from './run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'stats-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What numpy.load has read from the files that the command wrote. */
const numpy = JSON.parse(
  readFileSync(new URL('../../fixtures/saved-statistics/saved-statistics.json', import.meta.url), 'utf8'),
) as Record<
  string,
  {
    sha256: string;
    names: string[];
    shapes: Record<string, number[]>;
    pose_mean: number[];
    pose_std: number[];
    z: number[];
  }
>;

const STATS_FILE = join(DEMO_FOLDER, 'stats_train.npz');

interface Comparison {
  against: string;
  different: number;
  dimensions: { name: string; ref_std: number; cand_std: number; std_ratio: number | null; is_near_zero: boolean }[];
  problems: unknown[];
}

async function compare(...options: string[]): Promise<Comparison> {
  const { stdout, status } = await runCommand('stats', DEMO_FOLDER, '--json', ...options);
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { comparison: Comparison }).comparison;
}

describe('stats -o', () => {
  it.each([
    ['pooled', []],
    ['clamped', ['--clamp-std', '1e-6']],
    ['random-crop', ['--method', 'random-crop', '--rounds', '3']],
  ])('%s: writes the very file that numpy has read', async (name, options) => {
    const path = join(folder, `${name}.npz`);
    const { status } = await runCommand('stats', DEMO_FOLDER, '-o', path, ...options);
    expect(status).toBe(0);
    const bytes = new Uint8Array(readFileSync(path));
    const expected = numpy[name] ?? expect.fail('numpy has read it');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(expected.sha256);
    const arrays = parseNpz(bytes);
    expect([...arrays.keys()]).toEqual(expected.names);
    const pose_std = arrays.get('pose_std') ?? expect.fail('it has pose_std');
    expect([...toFloat32Array(pose_std)]).toEqual(expected.pose_std);
  });

  it('clamped, makes a z of 1e-6 of a change of 1e-6 where it would be 1000', () => {
    expect(numpy.pooled?.z.slice(4)).toEqual([1000, -1000]);
    expect(numpy.clamped?.z.slice(4)).toEqual([9.999999974752427e-7, -9.999999974752427e-7]);
    expect(numpy.clamped?.z.slice(0, 4)).toEqual(numpy.pooled?.z.slice(0, 4));
  });
});

describe('stats --workers', () => {
  it.each([['pooled'], ['random-crop']])('%s: prints the same to the last digit', async (method) => {
    const options = ['stats', DEMO_FOLDER, '--method', method, '--rounds', '4', '--json'];
    const one = await runCommand(...options);
    const two = await runCommand(...options, '--workers', '2');
    expect(two).toEqual(one);
    expect(Object.keys(JSON.parse(one.stdout) as object)).toEqual(['count', 'method', 'split', 'coef']);
  });
});

describe('stats --against', () => {
  it('finds no difference between stats_train.npz and what it was made by', async () => {
    const { against, different, dimensions, problems } = await compare(
      '--method',
      'random-crop',
      '--against',
      STATS_FILE,
    );
    expect([against, different, problems]).toEqual([STATS_FILE, 0, []]);
    expect(dimensions).toHaveLength(156);
    expect(dimensions.every(({ std_ratio }) => std_ratio === 1)).toBe(true);
    expect(dimensions.filter(({ is_near_zero }) => is_near_zero).map(({ name }) => name)).toEqual(['jaw y', 'jaw z']);
  });

  it('measures another dataset over the same split', async () => {
    const { dimensions } = await compare('--against', DEMO_FOLDER, '--split', 'val');
    expect(dimensions.every(({ ref_std, cand_std }) => ref_std === cand_std)).toBe(true);
  });

  it('prints the largest disagreements and what has no deviation', async () => {
    const { stdout, stderr, status } = await runCommand('stats', DEMO_FOLDER, '--against', STATS_FILE);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(`train, pooled, 2,146 frames, against ${STATS_FILE}`);
    expect(lines[1]).toBe('156 dimensions, 153 differ by more than 10 % in std, 2 have std near 0');
    expect(lines[2]).toMatch(/^largest disagreement +ref std +std +change +mean change +in ref std$/);
    expect(lines[3]).toMatch(/^shape 27 +0\.009627 +0\.9124 +\+9377\.4 % /);
    expect(lines.slice(-3, -1)).toEqual([
      expect.stringMatching(/^jaw y +0 +0 +1000, 1000$/),
      expect.stringMatching(/^jaw z +0 +0 +1000, 1000$/),
    ]);
    expect([stderr, status]).toEqual(['', 0]);
  });

  it('prints no change of the mean in units of a std that is 0', async () => {
    const path = join(ODD_DATASETS, 'stats-zero-std', 'stats_train.npz');
    const { stdout } = await runCommand('stats', DEMO_FOLDER, '--against', path);
    expect(stdout.split('\n')[3]).toMatch(/^shape 0 +0\.000 +0\.1872 +from 0 +\+0\.03093 +-$/);
  });

  it('draws the comparison', async () => {
    const path = join(folder, 'comparison.svg');
    await compare('--against', STATS_FILE, '--plot', path);
    const svg = readFileSync(path, 'utf8');
    for (const text of ['exp', 'pose', 'shape', 'Std against std', 'std, reference']) expect(svg).toContain(text);
  });

  it('says what is wrong with a file that is no statistics file', async () => {
    const { stderr, status } = await runCommand('stats', DEMO_FOLDER, '--against', join(folder, 'absent.npz'));
    expect([stderr.split(':').slice(0, 2).join(':'), status]).toEqual(['talkscope: The file cannot be read', 1]);
  });
});

describe('the arguments of stats', () => {
  it.each([
    [['--method', 'mean'], "--method takes pooled, sample or random-crop, found 'mean'"],
    [['--workers', '0'], "--workers takes a whole number from 1 to 64, found '0'"],
    [['--plot', 'a.svg'], '--plot draws a comparison: it needs --against OTHER'],
    [['--plot', 'a.pdf', '--against', 'b.npz'], "--plot takes a name ending in .svg or .png, found 'a.pdf'"],
    [['--clamp-std', '1e-6'], '--clamp-std changes what is saved: it needs -o FILE.npz'],
    [['--clamp-std', '-1', '-o', 'a.npz'], /clamp-std/],
    [['--clamp-std', 'abc', '-o', 'a.npz'], "--clamp-std takes a number above 0, found 'abc'"],
  ])('%j are refused', async (options, sentence) => {
    const { stderr, status } = await runCommand('stats', DEMO_FOLDER, ...options);
    expect(status).toBe(2);
    if (typeof sentence === 'string') expect(stderr).toBe(`talkscope: ${sentence}\n`);
    else expect(stderr).toMatch(sentence);
  });
});
