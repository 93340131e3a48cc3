import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ODD_DATASETS } from '../fixtures/unpack.ts';
import { expect, type Page, test } from './page-without-errors.ts';

const DEMO = 'public/demo';

async function expectDemoCrop(page: Page): Promise<void> {
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', '272');
  await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('[46080, 64000]');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
}

test('files dropped on the page open as the demo does', async ({ page }) => {
  await page.goto('/?seq=SPK05/000');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  const files = ['data.mdb', 'train.txt', 'val.txt', 'test.txt', 'stats_train.npz'].map((name) => ({
    name,
    base64: readFileSync(join(DEMO, name)).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((contents) => {
    const data = new DataTransfer();
    for (const { name, base64 } of contents) {
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return data;
  }, files);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page).toHaveURL(/source=local/);
  await expectDemoCrop(page);
});

test('a folder chosen by its input opens', async ({ page }) => {
  await page.goto('/');
  await expectDemoCrop(page);
  await page.getByLabel('Dataset folder').setInputFiles(DEMO);
  await expect(page).toHaveURL(/source=local/);
  await expectDemoCrop(page);
});

test('files chosen by their input open, and a reload says that they must be chosen again', async ({ page }) => {
  await page.goto('/');
  await expectDemoCrop(page);
  await page.getByLabel('Dataset files').setInputFiles(['data.mdb', 'train.txt'].map((name) => join(DEMO, name)));
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  await expect(page.getByText(/coefficients are not normalised/i).first()).toBeVisible();
  await expect(page).toHaveURL(/source=local/);
  await page.reload();
  await expect(page.getByText(/may not open by itself/).first()).toBeVisible();
});

test('a URL opens over HTTP Range', async ({ page }) => {
  await page.goto('/?source=/demo/data.mdb');
  await expectDemoCrop(page);
});

test.describe('over HTTP', () => {
  test.use({ expectedError: /404/ });

  test('a URL that does not exist shows its sentence', async ({ page }) => {
    await page.goto('/?source=/nothing/data.mdb');
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText('404');
    await expect(alert).toContainText('/nothing/data.mdb');
  });
});

for (const [name, sentence] of [
  ['missing-metadata', /root key metadata is missing/],
  ['not-a-store', /LMDB/],
  ['empty-file', /0 bytes/],
  ['page-loop', /visited twice/],
] as const) {
  test(`the damaged dataset ${name} shows its sentence and the page goes on`, async ({ page }) => {
    await page.goto('/');
    await expectDemoCrop(page);
    await page.getByLabel('Dataset files').setInputFiles(join(ODD_DATASETS, name, 'data.mdb'));
    await expect(page.getByRole('alert').first()).toContainText(sentence);
    await page.getByLabel('Dataset files').setInputFiles(['data.mdb', 'train.txt'].map((file) => join(DEMO, file)));
    await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  });
}

test('a damaged clip is marked in its lane and the other clips are drawn', async ({ page }) => {
  await page.goto('/');
  const folder = join(ODD_DATASETS, 'wrong-rate');
  await page
    .getByLabel('Dataset files')
    .setInputFiles(['data.mdb', 'train.txt', 'stats_train.npz'].map((file) => join(folder, file)));
  const clips = page.getByRole('region', { name: 'Clips', exact: true });
  await expect(clips.getByRole('img', { name: /^Clip 001: .*expected 16000 Hz, found 22050 Hz/ })).toBeVisible();
  await expect(page.getByText(/22050 Hz/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Jaw', exact: true })).toBeVisible();
});

test('statistics of another width leave the raw view', async ({ page }) => {
  await page.goto('/');
  const folder = join(ODD_DATASETS, 'stats-wrong-width');
  await page
    .getByLabel('Dataset files')
    .setInputFiles(['data.mdb', 'train.txt', 'stats_train.npz'].map((file) => join(folder, file)));
  await expect(page.getByText(/49/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Jaw', exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('[0, 100]');
});

test('names with markup are shown as text', async ({ page }) => {
  await page.goto('/');
  const folder = join(ODD_DATASETS, 'markup-names');
  await page.getByLabel('Dataset files').setInputFiles(['data.mdb', 'train.txt'].map((file) => join(folder, file)));
  await expect(page.getByRole('grid', { name: 'Sequences' })).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('img')).toHaveCount(0);
});
