import { type GoldenCrop, golden, goldenCrop } from './golden-crops.ts';
import { expect, type Page, test } from './page-without-errors.ts';

/** Rows of the clip slice table as the user reads them. */
async function sliceRows(page: Page): Promise<string[][]> {
  const rows = page.getByRole('table', { name: 'Clip slices' }).getByRole('row');
  const texts = await rows.evaluateAll((elements) =>
    elements.map((row) =>
      [...row.querySelectorAll('td, th')].map((cell) => (cell.textContent ?? '').trim()).filter(Boolean),
    ),
  );
  return texts.filter((cells) => /^\d{3}$/.test(cells[0] ?? ''));
}

function expectedRows(crop: GoldenCrop): string[][] {
  return crop.parts.map(({ clip, frames, samples }) => [
    String(clip).padStart(3, '0'),
    `[${frames.join(', ')}]`,
    `[${samples.join(', ')}]`,
  ]);
}

/** The number a status shows: its text with the typographic minus, and the full precision in its title. */
async function statusNumber(page: Page, name: string): Promise<number> {
  const status = page.getByRole('status', { name });
  const exact = await status.evaluate(
    (element) => element.querySelector('[title]')?.getAttribute('title') ?? element.getAttribute('title') ?? '',
  );
  const found = /[-−]?\d[\d.]*(?:e[-−+]?\d+)?/i.exec(exact || ((await status.textContent()) ?? ''));
  return Number((found?.[0] ?? 'none').replaceAll('−', '-'));
}

test('the first view shows the numbers of the training loader', async ({ page }) => {
  await page.goto('/');
  const crop = goldenCrop('SPK01/000', 'random', 249);
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', '272');
  await expect(page.getByRole('radio', { name: 'Random' })).toBeChecked();
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('249');
  await expect.poll(() => sliceRows(page)).toEqual(expectedRows(crop));
  await expect.poll(() => statusNumber(page, 'Audio mean')).toBeCloseTo(crop.audio_mean, 6);
  const std = await statusNumber(page, 'Audio std');
  expect(Math.abs(std / crop.audio_std - 1)).toBeLessThan(1e-5);
  for (const name of ['Clips', 'Waveform', 'Jaw', 'Head'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
});

test('every sequence of the demo shows its golden crops', async ({ page }) => {
  // 30 crops, each worked by hand: a busy machine needs longer than for the other tests.
  test.slow();
  await page.goto('/');
  const list = page.getByRole('grid', { name: 'Sequences' });
  for (const crop of golden.crops.filter(({ parts }) => parts !== undefined)) {
    await list.getByRole('gridcell', { name: crop.entry }).click();
    const label = crop.strategy.charAt(0).toUpperCase() + crop.strategy.slice(1);
    await page.getByRole('radio', { name: label, exact: true }).check({ force: true });
    if (crop.seed !== null) {
      const seed = page.getByRole('spinbutton', { name: 'Seed' });
      await seed.fill(String(crop.seed));
      await seed.press('Enter');
    }
    await expect
      .poll(() => sliceRows(page), { message: `${crop.entry} ${label} ${crop.seed}` })
      .toEqual(expectedRows(crop));
    await expect
      .poll(async () => Math.abs((await statusNumber(page, 'Audio std')) / crop.audio_std - 1))
      .toBeLessThan(1e-5);
  }
});

test('typing a start, moving the slider and the keys all move the same crop', async ({ page }) => {
  await page.goto('/');
  const slider = page.getByRole('slider', { name: 'Crop start frame' });
  await expect(slider).toHaveAttribute('aria-valuenow', '272');
  const start = page.getByRole('spinbutton', { name: 'Start frame', exact: true });
  await start.fill('100');
  await start.press('Enter');
  await expect(slider).toHaveAttribute('aria-valuenow', '100');
  await expect(page.getByRole('radio', { name: 'Manual' })).toBeChecked();
  await expect
    .poll(() => sliceRows(page))
    .toEqual([
      ['001', '[0, 100]', '[0, 64000]'],
      ['002', '[0, 100]', '[0, 64000]'],
    ]);
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', '101');
  await expect.poll(async () => (await sliceRows(page)).length).toBe(3);
  await page.getByRole('radio', { name: 'End', exact: true }).check({ force: true });
  const end = goldenCrop('SPK01/000', 'end', null);
  await expect.poll(() => sliceRows(page)).toEqual(expectedRows(end));
});

test('dragging the crop in the waveform moves table and figures with it', async ({ page }) => {
  await page.goto('/');
  const slider = page.getByRole('slider', { name: 'Crop start frame' });
  await expect(slider).toHaveAttribute('aria-valuenow', '272');
  const before = await statusNumber(page, 'Audio std');
  const waveform = page.getByRole('region', { name: 'Waveform', exact: true });
  const box = await waveform.boundingBox();
  if (box === null) throw new Error('the waveform is not on the page');
  const y = box.y + box.height / 2;
  const x = box.x + box.width / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 30, y, { steps: 3 });
  await page.mouse.move(x - 60, y, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByRole('radio', { name: 'Manual' })).toBeChecked();
  const start = Number(await slider.getAttribute('aria-valuenow'));
  expect(start).toBeLessThan(272);
  const rows = await sliceRows(page);
  const [, firstFrames = ''] = rows[0] ?? [];
  expect(firstFrames).toBe(`[${start % 100}, 100]`);
  await expect.poll(() => statusNumber(page, 'Audio std')).not.toBe(before);
});

test('a sequence shorter than one crop says so and can still be looked at', async ({ page }) => {
  await page.goto('/?seq=SPK02/001');
  await expect(page.getByText(/199 frames/).first()).toBeVisible();
  await expect(page.getByText(/200/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Waveform', exact: true })).toBeVisible();
});
