import { join } from 'node:path';
import { ODD_DATASETS } from '../fixtures/unpack.ts';
import { recordSound, suspendDevice } from './heard-sound.ts';
import { expect, test } from './page-without-errors.ts';

test('a sound device that is taken away is reported, and Play brings it back', async ({ page }) => {
  await recordSound(page);
  await page.goto('/');
  const frame = page.getByRole('status', { name: 'Frame' });
  await expect(frame).toContainText('272');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(frame).not.toContainText('272');
  await suspendDevice(page);
  await expect(page.getByText(/halted the sound.*found a sound device that is suspended/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const shown = await frame.textContent();
  await expect(frame).not.toHaveText(shown ?? '');
});

test('a page without a sound device says so and goes on', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.AudioContext = class {
      constructor() {
        throw new Error('no sound device');
      }
    } as unknown as typeof AudioContext;
  });
  await page.goto('/');
  await expect(page.getByRole('status', { name: 'Frame' })).toContainText('272');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText(/does not play sound.*found no sound device/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.keyboard.press(']');
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', '273');
});

test('a clip that cannot be read is silence within the loop, and is named', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  const files = ['data.mdb', 'train.txt', 'stats_train.npz'].map((name) => join(ODD_DATASETS, 'wrong-rate', name));
  await page.getByLabel('Dataset files').setInputFiles(files);
  await expect(page).toHaveURL(/source=local/);
  const sequence = page.getByRole('radiogroup', { name: 'Loop' }).getByRole('radio', { name: 'Sequence' });
  await expect(sequence).toBeEnabled();
  await sequence.check({ force: true });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('status', { name: 'Sound' })).toHaveText('Clip 001 cannot be read and plays as silence');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});
