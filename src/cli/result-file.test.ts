import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_FOLDER } from './installation.ts';
import { writeResultFile } from './result-file.ts';
import { runCommand } from './run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'talkscope-result-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a result file', () => {
  it('replaces what was there', () => {
    const path = join(folder, 'a.csv');
    writeResultFile(path, 'longer than the next\n');
    writeResultFile(path, Uint8Array.of(0x61, 0x0a));
    expect(readFileSync(path, 'utf8')).toBe('a\n');
  });

  it.each([
    ['stats', '-o', 'absent/a.npz'],
    ['profile', '--csv', 'absent/a.csv'],
    ['profile', '--plot', 'absent/a.svg'],
    ['coverage', '--plot', 'absent/a.svg'],
    ['audit', '--csv', 'absent/a.csv'],
  ])('%s %s says in one line that it cannot be written', async (command, option, name) => {
    const path = join(folder, name);
    const { status, stderr } = await runCommand(command, DEMO_FOLDER, option, path);
    const found = 'found nothing there (ENOENT)';
    expect([status, stderr]).toEqual([
      1,
      `talkscope: The file cannot be written: expected a file that can be written, ${found} (${path})\n`,
    ]);
  });

  it.each([
    ['sample', '--npz', 'absent/a.npz'],
    ['sample', '--wav', 'absent/a.wav'],
    ['sampling', '--wav', 'absent/a.wav'],
  ])('%s %s of a crop says so too', async (command, option, name) => {
    const path = join(folder, name);
    const { status, stderr } = await runCommand(command, DEMO_FOLDER, 'SPK01/000', option, path);
    expect(status).toBe(1);
    expect(stderr).toContain(`talkscope: The file cannot be written: expected a file that can be written`);
    expect(stderr).toContain(`(${path})\n`);
  });

  it('is refused as a folder, for a tone', async () => {
    const { status, stderr } = await runCommand('sampling', '--wav', folder);
    expect([status, stderr]).toEqual([
      1,
      `talkscope: The file cannot be written: expected a file that can be written, found a folder (EISDIR) (${folder})\n`,
    ]);
  });
});
