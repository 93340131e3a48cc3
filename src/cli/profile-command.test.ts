import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../fixtures/profile/read-profile.ts';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { DEMO_FOLDER } from './installation.ts';
import { runCommand } from './run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'talkscope-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const numpy = readProfileFixture<{ entry: string; n_frames: number; loudness: number; jaw_mean: number }[]>('profiles');

interface Report {
  readonly totals: { readonly sequences: number; readonly frames: number; readonly people: number };
  readonly splits: readonly { readonly name: string; readonly sequences: number }[];
  readonly leaks: readonly unknown[];
  readonly measured: { readonly sequences: number; readonly frames: number; readonly framesTotal: number };
  readonly figures: readonly { readonly key: string }[];
  readonly distributions: Record<string, { readonly count: number; readonly counts: number[] }>;
  readonly map: { readonly explained: number[]; readonly statistics: string[] };
  readonly sequences: readonly { readonly entry: string; readonly loudness: number; readonly jaw: number | null }[];
}

describe('the command profile', () => {
  it('prints one JSON document with figures, totals, distributions and the map', async () => {
    const { status, stdout, stderr } = await runCommand('profile', DEMO_FOLDER, '--json');
    expect([status, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as Report;
    expect(report.totals).toMatchObject({ sequences: 7, frames: 2894, people: 5 });
    expect(report.splits.map(({ name, sequences }) => [name, sequences])).toEqual([
      ['train', 5],
      ['val', 1],
      ['test', 1],
    ]);
    expect(report.leaks).toEqual([]);
    expect(report.measured).toEqual({ sequences: 7, frames: 2894, framesTotal: 2894 });
    for (const [index, { entry, loudness, jaw_mean }] of numpy.entries()) {
      expect(report.sequences[index]?.entry).toBe(entry);
      expect(report.sequences[index]?.loudness).toBeCloseTo(loudness, 10);
      expect(report.sequences[index]?.jaw).toBeCloseTo(jaw_mean, 12);
    }
    for (const { key } of report.figures) {
      expect(report.distributions[key]?.counts.reduce((sum, count) => sum + count, 0)).toBe(7);
    }
    expect(report.map.explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(report.map.statistics).toHaveLength(6);
  });

  it('measures the split alone that is asked for, and totals of all', async () => {
    const { stdout } = await runCommand('profile', DEMO_FOLDER, '--split', 'val', '--json');
    const report = JSON.parse(stdout) as Report;
    expect(report.sequences.map(({ entry }) => entry)).toEqual(['SPK04/000']);
    expect(report.totals.sequences).toBe(7);
  });

  it('prints tables for people', async () => {
    const { stdout } = await runCommand('profile', DEMO_FOLDER);
    expect(stdout).toMatch(/^train +5 +0\.024 +2,146 +22 +3$/m);
    expect(stdout).toContain('measured all: 7 sequences, 2,894 of 2,894 frames');
    expect(stdout).toMatch(/^SPK04\/000 +val +447 +17\.9 +-15\.5 +167 /m);
  });

  it('writes a table and a plot', async () => {
    const csv = join(folder, 'profile.csv');
    const plot = join(folder, 'profile.svg');
    await runCommand('profile', DEMO_FOLDER, '--csv', csv, '--plot', plot);
    const [header = '', ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(7);
    expect(rows[5]).toMatch(/^SPK04\/000,val,447,447,17\.88,-15\.49685600628/);
    for (const row of rows) expect(row.split(',')).toHaveLength(header.split(',').length);
    const svg = readFileSync(plot, 'utf8');
    for (const title of ['Duration', 'Loudness', 'Pitch', 'Jaw opening', 'Head range', 'Syllables', 'Motion map']) {
      expect(svg).toContain(`>${title}</text>`);
    }
  });

  it('measures what is left of a damaged sequence, names the damage and ends with status 1', async () => {
    const { status, stdout, stderr } = await runCommand('profile', join(ODD_DATASETS, 'missing-clip'));
    expect(status).toBe(1);
    expect(stdout).toContain('347 of 447 frames');
    expect(stderr).toBe(
      'talkscope: A clip is missing from the store: expected key SPK04/000/002, found no such key (clip SPK04/000/002)\n',
    );
  });

  it('names a split that is not there', async () => {
    const { status, stderr } = await runCommand('profile', DEMO_FOLDER, '--split', 'dev');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^talkscope: The dataset has no split dev: expected a split with entries, found train \(5\)/,
    );
  });

  it('refuses another plot file before reading anything', async () => {
    const { status, stderr } = await runCommand('profile', '/no/such/folder', '--plot', 'a.pdf');
    expect([status, stderr]).toEqual([2, "talkscope: --plot takes a name ending in .svg or .png, found 'a.pdf'\n"]);
  });
});
