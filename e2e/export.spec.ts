import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './page-without-errors.ts';

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-export-'));
});

test.afterAll(() => rmSync(folder, { recursive: true }));

/** What the command line makes of a crop, as JSON text. */
function sample(source: string, entry: string): string {
  const words = ['sample', source, entry, '--crop', 'end', '--json'];
  return execFileSync(process.execPath, ['scripts/talkscope.mjs', ...words], { encoding: 'utf8' });
}

test('the page exports the chosen sequence as a snapshot that the command line reads alike', async ({ page }) => {
  // Without the browser's save dialog, which no test can answer, the snapshot is downloaded.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto('/?seq=SPK03/000');
  await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('64000');
  await page.getByRole('button', { name: 'Export snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export snapshot' });
  await dialog.getByRole('radio', { name: /SPK03\/000/ }).check();
  const downloaded = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const file = join(folder, 'one.sqlite');
  await (await downloaded).saveAs(file);
  expect(sample(file, 'SPK03/000')).toBe(sample('public/demo', 'SPK03/000'));
  const inspected = execFileSync(process.execPath, ['scripts/talkscope.mjs', 'inspect', file, '--json'], {
    encoding: 'utf8',
  });
  expect(JSON.parse(inspected)).toMatchObject({ kind: 'snapshot', sequences: 1, frames: 600 });
});
