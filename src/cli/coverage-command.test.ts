import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_FOLDER } from './installation.ts';
import { runCommand } from './run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'talkscope-coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Report {
  readonly split: string;
  readonly too_short: string[];
  readonly exact: { readonly frames: number; readonly mean_reads: number; readonly never_read: number };
  readonly entry: { readonly start_count: number; readonly expected: number[]; readonly starts: number[] };
}

describe('the command coverage', () => {
  it('prints expected reads and the starts that numpy draws', async () => {
    const { status, stdout } = await runCommand(
      ...['coverage', DEMO_FOLDER, '--entry', 'SPK01/000', '--seed', '42', '--epochs', '3', '--json'],
    );
    expect(status).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      split: 'train',
      too_short: ['SPK02/001'],
      exact: { frames: 747 + 200 + 400 + 600, mean_reads: 800 / 1947, never_read: 0 },
    });
    // np.random.seed(42); [[np.random.randint(0, n - 199) for n in (747, 200, 400, 600)][0] for _ in range(3)]
    expect(report.entry.starts).toEqual([102, 270, 20]);
    expect(report.entry.start_count).toBe(548);
    expect(report.entry.expected[0]).toBe(1 / 548);
    expect(report.entry.expected).toHaveLength(747);
  });

  it('prints what the strategy leaves unread, for people', async () => {
    const { stdout } = await runCommand('coverage', DEMO_FOLDER, '--crop', 'begin', '--epochs', '2');
    expect(stdout).toMatch(/^frames never read +1,147 \(58\.91 %\) +1,147 \(58\.91 %\)$/m);
    expect(stdout).toContain('never read, shorter than a crop: SPK02/001 (199 frames)');
  });

  it('finds the split that lists the sequence', async () => {
    const { stdout } = await runCommand('coverage', DEMO_FOLDER, '--entry', 'SPK04/000', '--json');
    expect((JSON.parse(stdout) as Report).split).toBe('val');
  });

  it('takes crops of another length', async () => {
    const { stdout } = await runCommand('coverage', DEMO_FOLDER, '--motions', '50', '--json');
    expect((JSON.parse(stdout) as Report).too_short).toEqual([]);
  });

  it('draws the sequence, the dataset and the edge', async () => {
    const plot = join(folder, 'coverage.svg');
    await runCommand('coverage', DEMO_FOLDER, '--entry', 'SPK01/000', '--plot', plot);
    const svg = readFileSync(plot, 'utf8');
    for (const title of ['SPK01/000', 'Frames by their reads', 'Edge of a sequence']) {
      expect(svg).toContain(`>${title}</text>`);
    }
  });

  it('draws in words that no sequence is long enough', async () => {
    const plot = join(folder, 'too-short.svg');
    await runCommand('coverage', DEMO_FOLDER, '--motions', '500', '--entry', 'SPK01/000', '--plot', plot);
    const svg = readFileSync(plot, 'utf8');
    expect(svg).toContain('>no frame is read</text>');
    expect(svg).not.toContain('NaN');
  });

  it('refuses a sequence that is not in the split', async () => {
    const { status, stderr } = await runCommand('coverage', DEMO_FOLDER, '--entry', 'SPK04/000', '--split', 'train');
    expect([status, stderr]).toEqual([
      1,
      'talkscope: The sequence is not among those that an epoch reads: expected one of 5 entries, found SPK04/000 (split train)\n',
    ]);
  });

  it('refuses a strategy that the loader does not have', async () => {
    const { status, stderr } = await runCommand('coverage', DEMO_FOLDER, '--crop', 'middle');
    expect([status, stderr]).toEqual([2, "talkscope: --crop takes random, begin or end, found 'middle'\n"]);
  });
});
