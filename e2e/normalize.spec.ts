import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './page-without-errors.ts';

const golden = JSON.parse(readFileSync(new URL('../fixtures/golden.json', import.meta.url), 'utf8')) as {
  stats: Record<string, { count: number; mean: number[]; std: number[] }>;
};
const STATS_FILE = new URL('../public/demo/stats_train.npz', import.meta.url);

async function openNormalize(page: Page, query = ''): Promise<void> {
  await page.goto(`/?view=normalize${query}`);
  await expect(page.getByRole('table', { name: 'Largest disagreement' })).toBeVisible();
  await expect(page.getByText('Recomputed over train')).toBeVisible();
}

async function chooseSource(page: Page, side: 'Reference' | 'Candidate', source: string): Promise<void> {
  await page.getByRole('combobox', { name: side }).click();
  await page.getByRole('menuitemradio', { name: source, exact: true }).click();
}

function comparison(page: Page) {
  return page.getByRole('status', { name: 'Comparison' });
}

/** Cells of the row of a dimension, the exact values in their titles. */
async function exactRow(page: Page, name: string): Promise<number[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
  return row.locator('td[title]').evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('title'))));
}

test('the train split pooled anew is compared with the file, in numbers of numpy', async ({ page }) => {
  await openNormalize(page);
  await expect(comparison(page)).toHaveText(/^156 dimensions, \d+ differ by more than 10 %, 2 have std near 0$/);
  await page.getByRole('slider', { name: 'Dimension of Pose' }).focus();
  await page.keyboard.press('Home');
  const [, candidateStd = 0] = await exactRow(page, 'head x');
  const expected = golden.stats.pose?.std[0] ?? 0;
  expect(Math.abs(candidateStd - expected) / expected).toBeLessThan(1e-12);
  await expect(page.getByText('2,146 frames', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Why they differ' })).toContainText('of the pooled std');
  await expect(page.getByRole('table', { name: 'Std near 0' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('table', { name: 'Std near 0' })).toContainText('1e-6 becomes z 1000');
});

test('the random crops that made the file differ from it in nothing', async ({ page }) => {
  await openNormalize(page);
  await chooseSource(page, 'Candidate', 'Recomputed, random crops');
  await expect(page.getByRole('spinbutton', { name: 'Rounds' })).toHaveValue('50');
  await expect(page.getByRole('spinbutton', { name: 'Window' })).toHaveValue('100');
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7');
  await expect(comparison(page)).toHaveText('156 dimensions, 0 differ by more than 10 %, 2 have std near 0');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('8');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ncand=crops\.train\.50\.100\.8/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Candidate' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Why they differ' })).toHaveCount(0);
});

test('sources are chosen by keys, swapped, and a dimension is chosen everywhere', async ({ page }) => {
  await openNormalize(page);
  await page.getByRole('combobox', { name: 'Reference' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitemradio', { name: 'This crop' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Reference' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Reference' })).toHaveText(/This crop/);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByRole('combobox', { name: 'Candidate' })).toHaveText(/This crop/);
  const table = page.getByRole('table', { name: 'Largest disagreement' });
  await table.locator('[aria-current=true] button').focus();
  await page.keyboard.press('ArrowDown');
  const chosen = (await table.locator('[aria-current=true] button').textContent()) ?? '';
  await expect(page.locator('[aria-current=true] button')).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Dimension' }).locator('option:checked')).toHaveText(chosen);
  const head = table.getByRole('columnheader', { name: 'Dim', exact: true });
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
});

test('a link brings the comparison back, and what normalizes', async ({ page }) => {
  await openNormalize(page, '&nref=sample.val&ncand=pooled.train&ndim=pose.3');
  await expect(page.getByRole('combobox', { name: 'Reference' })).toHaveText(/Recomputed on val, sample/);
  await expect(page.getByRole('combobox', { name: 'Dimension' }).locator('option:checked')).toHaveText('jaw x');
  await page.getByRole('button', { name: 'Use for normalization' }).click();
  await expect(page.getByRole('button', { name: 'Use for normalization' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/stats=chosen/);
  await expect(page).toHaveURL(/nuse=pooled\.train/);
  await page.getByRole('tab', { name: 'Explore' }).click();
  await expect(page.getByRole('radio', { name: 'Chosen' })).toBeChecked();
  await expect(page.getByText('Recomputed on train, chosen in Normalize.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Chosen' })).toBeChecked();
  await expect(page.getByText('Recomputed on train, chosen in Normalize.')).toBeVisible();
});

test("the user's file is compared, and the candidate saved as the loader reads it", async ({ page }) => {
  await openNormalize(page);
  await page.getByRole('combobox', { name: 'Candidate' }).click();
  const bytes = readFileSync(STATS_FILE);
  await page
    .getByLabel('Candidate file')
    .setInputFiles({ name: 'mine.npz', mimeType: 'application/octet-stream', buffer: bytes });
  await expect(comparison(page)).toHaveText('156 dimensions, 0 differ by more than 10 %, 2 have std near 0');
  await page.keyboard.press('Escape');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save stats_train.npz' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('stats_train.npz');
  // npy headers of one numpy differ from another's in padding alone, so the values are compared.
  const saved = readFileSync(await download.path());
  expect(saved.includes(Buffer.from('pose_std.npy'))).toBe(true);
  expect(Math.abs(saved.length - bytes.length)).toBeLessThan(1024);
  await page.getByRole('button', { name: 'Clamp std to 1' }).click();
  await expect(page.getByRole('table', { name: 'Std near 0' })).toContainText('1e-6 stays z 1e-6');
});

test('the comparison is saved as a picture', async ({ page }) => {
  await openNormalize(page);
  for (const [kind, start] of [
    ['SVG', '<svg'],
    ['PNG', '\x89PNG'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save picture, ${kind}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`demo-statistics.${kind.toLowerCase()}`);
    expect(readFileSync(await download.path(), 'latin1').startsWith(start)).toBe(true);
  }
});

test('a second dataset is compared', async ({ page }) => {
  await openNormalize(page);
  await chooseSource(page, 'Candidate', 'Second dataset');
  await page.getByRole('textbox', { name: 'Address of the second dataset' }).fill('demo/');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Candidate' })).toHaveText(/demo, its file/);
  await page.getByRole('menuitemradio', { name: 'demo, recomputed' }).click();
  await expect(page.getByText('Recomputed over demo')).toBeVisible();
  await expect(page).toHaveURL(/ncand=other-pooled/);
});

for (const colorScheme of ['dark', 'light'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
  ] as const) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      // A colour half-way between two others has the contrast of neither.
      test.use({ colorScheme, viewport: { width, height }, contextOptions: { reducedMotion: 'reduce' } });

      test('axe finds nothing, the menu of sources open or closed', async ({ page }) => {
        await openNormalize(page);
        const closed = await new AxeBuilder({ page }).analyze();
        expect(closed.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
        await chooseSource(page, 'Candidate', 'Recomputed, random crops');
        await page.getByRole('menuitemradio', { name: 'Second dataset' }).click();
        await expect(page.getByRole('button', { name: 'Use for normalization' })).toBeEnabled();
        const open = await new AxeBuilder({ page }).analyze();
        expect(open.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      });
    });
  }
}
