import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { goldenCrop } from './golden-crops.ts';
import { expect, type Page, test } from './page-without-errors.ts';

let folder: string;
let snapshot: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-snapshot-'));
  snapshot = join(folder, 'demo.sqlite');
  execFileSync(process.execPath, ['scripts/talkscope.mjs', 'export', 'public/demo', '-o', snapshot]);
});

test.afterAll(() => rmSync(folder, { recursive: true }));

/** The first view of SPK01/000 with the default seed, as the Python loader has it. */
async function expectGoldenCrop(page: Page): Promise<void> {
  const crop = goldenCrop('SPK01/000', 'random', 249);
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute(
    'aria-valuenow',
    String(crop.start_frame),
  );
  const slices = page.getByRole('table', { name: 'Clip slices' });
  for (const { frames, samples } of crop.parts) {
    await expect(slices).toContainText(`[${frames.join(', ')}]`);
    await expect(slices).toContainText(`[${samples.join(', ')}]`);
  }
  await expect.poll(() => exactStatus(page, 'Audio mean')).toBeCloseTo(crop.audio_mean, 6);
  await expect
    .poll(async () => Math.abs((await exactStatus(page, 'Audio std')) / crop.audio_std - 1))
    .toBeLessThan(1e-5);
}

/** The number of a status in full precision, which is its title. */
async function exactStatus(page: Page, name: string): Promise<number> {
  const titled = page.getByRole('status', { name }).locator('[title]').first();
  const found = /[-−]?\d[\d.]*(?:e[-−+]?\d+)?/i.exec((await titled.getAttribute('title')) ?? '');
  return Number((found?.[0] ?? 'none').replaceAll('−', '-'));
}

async function expectSnapshotList(page: Page): Promise<void> {
  await expect(page.getByRole('banner')).toContainText('snapshot');
  const list = page.getByRole('region', { name: 'Sequence list' });
  await expect(list).toContainText('Level');
  const rows = list.getByRole('grid', { name: 'Sequences' }).getByRole('row');
  await expect(rows).toHaveCount(7);
  await expect(rows.first().getByRole('gridcell').first()).toHaveAccessibleName('SPK01/000');
  // 16 bars a row.
  await expect(rows.first().locator('svg path')).toHaveAttribute('d', /^(M\d+\.5 \d+v\d+){16}$/);
}

test('a snapshot chosen by the file input shows the numbers of the training loader', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  await expect(page.getByRole('region', { name: 'Sequence list' })).not.toContainText('Level');
  await page.getByLabel('Dataset files').setInputFiles(snapshot);
  await expect(page).toHaveURL(/source=local/);
  await expectSnapshotList(page);
  await expectGoldenCrop(page);
});

test('a dropped snapshot opens', async ({ page }) => {
  await page.goto('/?seq=SPK05/000');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  const transfer = await page.evaluateHandle((base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], 'demo.sqlite'));
    return data;
  }, readFileSync(snapshot).toString('base64'));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await expectSnapshotList(page);
  await expectGoldenCrop(page);
});

test('the lanes of a snapshot are those of the dataset that it was made from', async ({ page }) => {
  const textOf = (lane: string) =>
    page.getByRole('region', { name: lane, exact: true }).getByRole('img').first().getAttribute('aria-label');
  const lanesOf = async () => {
    await expect(page.getByText('Decoding')).toHaveCount(0);
    return { waveform: await textOf('Waveform'), jaw: await textOf('Jaw'), head: await textOf('Head') };
  };
  await page.goto('/');
  await expectGoldenCrop(page);
  const ofDemo = await lanesOf();
  expect(ofDemo.waveform).toMatch(/samples from/);
  await page.getByLabel('Dataset files').setInputFiles(snapshot);
  await expectSnapshotList(page);
  await expectGoldenCrop(page);
  expect(await lanesOf()).toEqual(ofDemo);
});

test.describe('over HTTP', () => {
  let server: ChildProcess;
  let url: string;

  test.beforeAll(async () => {
    // Without a port it takes the first free one and prints the link.
    server = spawn(process.execPath, ['scripts/talkscope.mjs', 'serve', snapshot]);
    if (server.stdout === null) throw new Error('the server has no output');
    for await (const line of createInterface({ input: server.stdout })) {
      url = line.trim();
      break;
    }
  });

  test.afterAll(() => server.kill());

  test('the command serve opens a snapshot, and its recomputed statistics need no clip', async ({ page }) => {
    const ranges: number[] = [];
    page.on('response', (response) => {
      const range = /bytes (\d+)-(\d+)\//.exec(response.headers()['content-range'] ?? '');
      if (range !== null) ranges.push(Number(range[2]) - Number(range[1]) + 1);
    });
    await page.goto(url);
    expect(new URL(url).searchParams.get('source')).toBe('/dataset/demo.sqlite');
    await expectSnapshotList(page);
    await expectGoldenCrop(page);
    await expect(page.getByText('Decoding')).toHaveCount(0);
    const before = ranges.reduce((sum, length) => sum + length, 0);
    await page.getByRole('radio', { name: 'Recomputed' }).check({ force: true });
    await expect(page.getByText(/^Pooled over .+: 5 sequences, [\d,]+ frames\.$/)).toBeVisible();
    const after = ranges.reduce((sum, length) => sum + length, 0);
    expect(after - before).toBeLessThanOrEqual(4 * 65_536);
  });
});
