import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './page-without-errors.ts';

const DEMO = new URL('../public/demo/', import.meta.url);
const demoFile = (name: string) => readFileSync(new URL(name, DEMO));

async function openDataset(page: Page, query = ''): Promise<void> {
  await page.goto(`/?view=dataset${query}`);
  await expect(page.getByRole('status', { name: 'Measured' })).toContainText('Measured 7 of 7 sequences', {
    timeout: 30_000,
  });
}

/** Text of the first cell of each row of the list. */
async function listed(page: Page): Promise<string[]> {
  const cells = page.getByRole('grid', { name: 'Brushed sequences' }).locator('[role=row] [role=gridcell]:first-child');
  return cells.allTextContents();
}

async function drag(page: Page, selector: ReturnType<Page['locator']>, from: number, to: number): Promise<void> {
  const box = await selector.boundingBox();
  if (box === null) throw new Error('nothing to drag in');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
  await page.mouse.up();
}

test('measures every frame of the demo by itself and shows its totals', async ({ page }) => {
  await openDataset(page);
  await expect(page.getByRole('status', { name: 'Measured' })).toContainText('2,894 of 2,894 frames');
  const rows = page.getByRole('table', { name: 'Splits' }).locator('tbody tr');
  await expect(rows).toHaveText([
    /Train\s*5\s*1\.43\s*2,146\s*22\s*3/,
    /Val\s*1\s*0\.30\s*447\s*5\s*1/,
    /Test\s*1\s*0\.20\s*301\s*4\s*1/,
  ]);
  // Lengths of the metadata records, sorted: 200, 201, 301, 400, 447, ... frames; the median of the seven is 400 / 25 s.
  await expect(page.getByRole('figure', { name: 'Duration' }).getByRole('status')).toHaveText('16.0');
  const coverage = page.getByRole('region', { name: 'Crop coverage' });
  for (const words of ['random start 0 to 547', '1 / 548', '1 / 2.74', '6.5 % of mid']) {
    await expect(coverage).toContainText(words);
  }
});

test('narrows the list by dragging in a distribution, and keeps the brush in the link', async ({ page }) => {
  await openDataset(page);
  const duration = page.getByRole('figure', { name: 'Duration' });
  await drag(page, duration, 0.3, 0.7);
  const chips = page.getByRole('region', { name: 'Brushes' });
  await expect(chips).toContainText(/Duration\s*\[1\d\.\d+, 2\d\.\d+\]/);
  expect((await listed(page)).sort()).toEqual(['SPK02/000', 'SPK04/000', 'SPK05/000']);
  await expect(page.getByRole('status', { name: 'Brushed' })).toHaveText('3 of 7');
  await expect(page).toHaveURL(/brush=seconds:/);
  await page.reload();
  await expect.poll(() => listed(page)).toEqual(['SPK02/000', 'SPK04/000', 'SPK05/000']);
  await chips.getByRole('button', { name: /^Remove the brush of Duration/ }).click();
  await expect.poll(async () => (await listed(page)).length).toBe(7);
});

test('brushes by keyboard alone, sorts, and opens a sequence with Enter', async ({ page }) => {
  await openDataset(page);
  const from = page.getByRole('slider', { name: 'Duration, from', exact: true });
  await from.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('status', { name: 'Brushed' })).not.toHaveText('7 of 7');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Sort by Duration' }).press('Enter');
  expect((await listed(page)).slice(0, 2)).toEqual(['SPK01/000', 'SPK03/000']);
  await page.getByRole('grid', { name: 'Brushed sequences' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/seq=SPK03\/000/);
});

test('brushes a rectangle of any two figures and opens the point that is clicked', async ({ page }) => {
  await openDataset(page, '&dx=seconds&dy=loudness');
  const surface = page.getByRole('region', { name: 'Scatter' }).locator('[data-surface=points]');
  await drag(page, surface, 0.05, 0.95);
  await expect(page.getByRole('region', { name: 'Brushes' })).toContainText('Loudness');
  await expect(page.getByRole('slider', { name: 'Scatter, Loudness, to' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  // The longest sequence lies at the right end of the axis, 1/22 from its edge: the axis has 5 % of room on either side.
  const box = await surface.boundingBox();
  if (box === null) throw new Error('no scatter');
  const tooltip = page.getByText('Duration 29.88 s');
  for (let y = 4; y < box.height && !(await tooltip.isVisible()); y += 6) {
    await page.mouse.move(box.x + box.width * (1 - 1 / 22), box.y + y);
  }
  await expect(tooltip).toBeVisible();
  await page.mouse.down();
  await page.mouse.up();
  await expect(page).toHaveURL(/view=explore&seq=SPK01\/000/);
});

test('saves the list that the loader reads, and the table of figures', async ({ page }) => {
  await openDataset(page, '&brush=seconds:10-17');
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  expect(await saved('Save list')).toBe('SPK02/000\nSPK05/000\n');
  const [head, ...rows] = (await saved('Save CSV')).trimEnd().split('\n');
  expect(head).toMatch(/^entry,splits,status,n_frames,frames_measured,seconds_s,loudness_dBFS,/);
  expect(rows.map((row) => row.split(',').slice(0, 6).join(','))).toEqual([
    'SPK02/000,train,measured,400,400,16',
    'SPK05/000,test,measured,301,301,12.04',
  ]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save picture, PNG' }).click();
  const png = readFileSync(await (await download).path());
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});

test('names people who are in more than one split', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open dataset' }).first().click();
  await page.getByLabel('Dataset files').setInputFiles([
    { name: 'data.mdb', mimeType: 'application/octet-stream', buffer: demoFile('data.mdb') },
    { name: 'train.txt', mimeType: 'text/plain', buffer: Buffer.from('SPK01/000\nSPK02/000\n') },
    { name: 'val.txt', mimeType: 'text/plain', buffer: Buffer.from('SPK01/001\n') },
    { name: 'stats_train.npz', mimeType: 'application/octet-stream', buffer: demoFile('stats_train.npz') },
  ]);
  await expect(page.getByRole('grid', { name: 'Sequences' })).toBeVisible();
  await page.getByRole('tab', { name: 'Dataset' }).click();
  await expect(page.getByText('Person SPK01 is in train and val 1 + 1')).toBeVisible();
  await page.getByRole('button', { name: 'Show 2' }).click();
  await expect.poll(() => listed(page)).toEqual(['SPK01/000', 'SPK01/001']);
});

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1440, 900],
  ['dark', 1024, 768],
] as const) {
  test(`has nothing that axe objects to, ${theme} at ${width}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: theme, viewport: { width, height } });
    const page = await context.newPage();
    await openDataset(page, '&brush=seconds:10-25');
    if (width < 1200) await page.getByRole('button', { name: 'List' }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await context.close();
  });
}
