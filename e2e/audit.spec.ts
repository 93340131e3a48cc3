import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ODD_DATASETS } from '../fixtures/unpack.ts';
import { expect, type Page, test } from './page-without-errors.ts';

const findings = (page: Page) => page.getByRole('grid', { name: 'Findings' }).getByRole('row');
const detail = (page: Page) => page.getByRole('region', { name: 'Finding', exact: true });

async function auditEnds(page: Page): Promise<void> {
  await expect(page.getByText('Audited', { exact: true })).toBeVisible({ timeout: 30_000 });
}

test('the demo is audited by itself: what is in it, and nothing else', async ({ page }) => {
  await page.goto('/?view=audit');
  await auditEnds(page);
  await expect(page.getByText('7 of 7 sequences')).toBeVisible();
  await expect(page.getByText('2,894 frames')).toBeVisible();
  await expect(findings(page)).toHaveCount(3);
  await expect(findings(page).nth(0)).toContainText('SPK02/001');
  await expect(findings(page).nth(0)).toContainText('199 frames, a crop needs 200');
  await expect(findings(page).nth(1)).toContainText('jaw y');
  await expect(findings(page).nth(2)).toContainText('jaw z');
});

test('a finding tells what, expected, found and where, and opens at its frame', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  await page.getByLabel('Dataset folder').setInputFiles(join(ODD_DATASETS, 'nan-coef'));
  await expect(page).toHaveURL(/source=local/);
  await page.getByRole('tab', { name: 'Audit' }).click();
  await auditEnds(page);
  await page.getByRole('button', { name: /^NaN, 1 findings in 1 sequences/ }).click();
  await expect(findings(page)).toHaveCount(1);
  await findings(page).first().click();
  // What make_odd_datasets.py put in: frames 3 and 4 of clip 001, exp 7 and 8.
  await expect(detail(page)).toContainText('SPK04/000');
  await expect(detail(page)).toContainText(/exp 7/);
  await expect(detail(page).getByRole('figure', { name: /^Evidence/ })).toBeVisible();
  await detail(page).getByRole('button', { name: 'Open at frame 103' }).click();
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('status', { name: 'Frame', exact: true })).toContainText('103');
});

test('the keyboard alone goes through the findings, flags a sequence and saves the lists without it', async ({
  page,
}) => {
  await page.goto('/?view=audit');
  await auditEnds(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter findings' })).toBeFocused();
  await page.keyboard.type('spk02');
  await expect(findings(page)).toHaveCount(1);
  await page.getByRole('grid', { name: 'Findings' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(detail(page)).toContainText('Too short');
  await detail(page).getByRole('button', { name: 'Flag sequence' }).press('Enter');
  await page.getByRole('radio', { name: 'Train' }).check();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save train.txt without 1 flagged' }).press('Enter');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('train.txt');
  const listed = readFileSync('public/demo/train.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== 'SPK02/001' && line !== '');
  expect(readFileSync(await saved.path(), 'utf8')).toBe(`${listed.join('\n')}\n`);
  await page.getByRole('grid', { name: 'Findings' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/seq=SPK02\/001/);
});

test('a link brings back the list and the finding', async ({ page }) => {
  await page.goto('/?view=audit');
  await auditEnds(page);
  await page.getByRole('radio', { name: 'Note' }).check();
  await findings(page).nth(1).click();
  await expect(detail(page)).toContainText('jaw y');
  await expect(page).toHaveURL(/finding=std-near-zero/);
  await page.reload();
  await auditEnds(page);
  await expect(detail(page)).toContainText('jaw y');
  await expect(page.getByRole('radio', { name: 'Note' })).toBeChecked();
});

test('other thresholds find something else', async ({ page }) => {
  await page.goto('/?view=audit&audit-code=sequence-short');
  await auditEnds(page);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('spinbutton', { name: /^Frames/ }).fill('302');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check again' }).first().click();
  await auditEnds(page);
  // Of the demo's sequences these are shorter than 302 frames: 200, 199 and 301.
  await expect(findings(page)).toHaveCount(3);
});
