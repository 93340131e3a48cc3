import AxeBuilder from '@axe-core/playwright';
import { type HeardSound, recordSound, takeSound } from './heard-sound.ts';
import { expect, type Page, test } from './page-without-errors.ts';

const SAMPLING = '/?view=sampling';

async function openSampling(page: Page, query = ''): Promise<void> {
  await page.goto(`${SAMPLING}${query}`);
  // The sound is read and resampled first.
  await expect(page.getByRole('figure', { name: /^Mean spectrum of SPK01\/000/ })).toBeVisible({ timeout: 20_000 });
}

/** Cells of a lane as the user reads them: count, samples a period, limit. */
async function laneFigures(page: Page, rate: string): Promise<string[]> {
  const cells = page
    .getByRole('table', { name: /^One tone/ })
    .getByRole('row', { name: rate })
    .getByRole('cell');
  return (await cells.allInnerTexts()).map((text) => text.trim()).slice(1, 4);
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByRole('spinbutton', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

/** The loudest second of what was heard. */
function loudestPart({ samples, rate }: HeardSound): Float32Array {
  const length = rate / 2;
  let best = { first: 0, energy: -1 };
  for (let first = 0; first + length <= samples.length; first += length / 8) {
    let energy = 0;
    for (let i = first; i < first + length; i++) energy += (samples[i] ?? 0) ** 2;
    if (energy > best.energy) best = { first, energy };
  }
  return samples.subarray(best.first, best.first + length);
}

/** Amplitude of a frequency in a sound: a single term of its Fourier transform, without any code of the page. */
function amplitudeOf(samples: Float32Array, rate: number, hz: number): number {
  let [re, im] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const angle = (2 * Math.PI * hz * i) / rate;
    re += (samples[i] ?? 0) * Math.cos(angle);
    im += (samples[i] ?? 0) * Math.sin(angle);
  }
  return (2 * Math.hypot(re, im)) / samples.length;
}

async function hear(page: Page, button: string): Promise<{ readonly samples: Float32Array; readonly rate: number }> {
  await page.getByRole('button', { name: `Play ${button}`, exact: true }).click();
  await expect
    .poll(async () => Math.max(...loudestPart(await takeSound(page)).map(Math.abs)), { timeout: 20_000 })
    .toBeGreaterThan(0.05);
  await expect(page.getByRole('button', { name: `Play ${button}`, exact: true })).toBeVisible();
  const sound = await takeSound(page);
  return { samples: loudestPart(sound), rate: sound.rate };
}

test('counts the samples of 440 Hz over the first 5 ms at four rates', async ({ page }) => {
  await openSampling(page);
  expect(await laneFigures(page, '8 kHz')).toEqual(['40', '18.2', '4,000']);
  expect(await laneFigures(page, '16 kHz')).toEqual(['80', '36.4', '8,000']);
  expect(await laneFigures(page, '22.05 kHz')).toEqual(['110.25', '50.1', '11,025']);
  expect(await laneFigures(page, '44.1 kHz')).toEqual(['220.50', '100.2', '22,050']);
  await expect(page.getByRole('figure', { name: '440 Hz at 16 kHz' })).toBeVisible();
});

test('takes any frequency, window and rate, and the link brings all of it back', async ({ page }) => {
  await openSampling(page);
  await fill(page, 'Tone, Hz', '6000.5');
  await fill(page, 'Window, ms', '2');
  const other = page.getByRole('textbox', { name: 'Another rate, kHz' });
  await other.fill('7.919');
  await other.press('Enter');
  await page.getByRole('button', { name: '8 kHz', exact: true }).click();
  await page.getByRole('radio', { name: 'Rebuilt' }).check({ force: true });
  await page.getByRole('radio', { name: '29.97' }).check({ force: true });
  const expectAll = async () => {
    await expect(page.getByRole('table', { name: 'One tone, four rates' })).toBeVisible();
    // 2 ms of 7,919 Hz; 6,000.5 Hz folds to 7,919 - 6,000.5.
    await expect.poll(() => laneFigures(page, '7.919 kHz')).toEqual(['15.84', '1.3', '3,959.5']);
    await expect(page.getByText('heard as 1,918.5 Hz', { exact: true })).toBeVisible();
    await expect(page.getByText('533.87 samples').first()).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Rebuilt' })).toBeChecked();
  };
  await expectAll();
  await expect(page).toHaveURL(/sampling-rates=7919,16000,22050,44100/);
  await expect(page).toHaveURL(/sampling-fps=29.97/);
  await page.reload();
  await expectAll();
});

test('a tone beyond the limit is shown and heard as its alias', async ({ page }) => {
  await recordSound(page);
  await openSampling(page);
  await expect(page.getByRole('status', { name: 'Heard frequency' })).toHaveText('is heard as 3,000 Hz');
  const aliased = await hear(page, 'the aliasing tone at 8 kHz');
  const level = amplitudeOf(aliased.samples, aliased.rate, 3000);
  expect(level).toBeGreaterThan(0.1);
  expect(amplitudeOf(aliased.samples, aliased.rate, 5000)).toBeLessThan(level / 1000);
});

test('the same tone at a rate that can store it is heard as it is', async ({ page }) => {
  await recordSound(page);
  await openSampling(page);
  const honest = await hear(page, 'the aliasing tone at 16 kHz');
  const level = amplitudeOf(honest.samples, honest.rate, 5000);
  expect(level).toBeGreaterThan(0.1);
  expect(amplitudeOf(honest.samples, honest.rate, 3000)).toBeLessThan(level / 1000);
});

test('the sound ends when the view is left', async ({ page }) => {
  await recordSound(page);
  await openSampling(page);
  await page.getByRole('button', { name: 'Play the crop at 16 kHz' }).click();
  await expect
    .poll(async () => Math.max(...loudestPart(await takeSound(page)).map(Math.abs)), { timeout: 20_000 })
    .toBeGreaterThan(0.01);
  await page.getByRole('tab', { name: 'Explore' }).click();
  await expect(page.getByRole('region', { name: 'Waveform', exact: true })).toBeVisible();
  const before = (await takeSound(page)).samples.length;
  await page.waitForTimeout(500);
  // The device is closed: nothing more reaches it.
  expect((await takeSound(page)).samples.length - before).toBeLessThan(2400);
});

test('resampling the crop says what is lost, at any rate', async ({ page }) => {
  await openSampling(page);
  const words = page.getByRole('figure', { name: /^Mean spectrum of SPK01\/000 \[272,472\]/ }).locator('figcaption');
  const lost = async () => Number(/lost: (?:< )?([\d.]+) %/.exec((await words.textContent()) ?? '')?.[1]);
  await expect(words).toContainText('From 16 kHz to 8 kHz, what lies above 4,000 Hz is lost');
  const at8 = await lost();
  expect(at8).toBeGreaterThan(0);
  const rate = page.getByRole('combobox', { name: 'Rate of the resampled crop' });
  await rate.selectOption('11025');
  await expect(words).toContainText('From 16 kHz to 11.025 kHz, what lies above 5,512.5 Hz is lost');
  expect(await lost()).toBeLessThan(at8);
  await rate.selectOption('44100');
  await expect(words).toContainText('nothing is lost and nothing gained: above 8,000 Hz there is nothing');
});

test('the table of rates and the drift of a wrong rate follow the crop and the picture rate', async ({ page }) => {
  await openSampling(page, '&crop=manual&start=272');
  const table = page.getByRole('table', { name: 'What the rate changes' });
  const cells = (name: string) => table.getByRole('row', { name }).getByRole('cell').allInnerTexts();
  expect(await cells('One frame')).toEqual(['320', '640', '882', '1,764']);
  expect(await cells('002[72] at')).toEqual(['23040', '46080', '63504', '127008']);
  const drift = page.getByRole('figure', { name: 'Sound against picture at the end of a clip' }).locator('figcaption');
  await expect(drift).toHaveText(
    '8 kHz: 100 frames ahead. 16 kHz: in step. 22.05 kHz: 27 frames behind. 44.1 kHz: 64 frames behind.',
  );
  await page.getByRole('radio', { name: '30', exact: true }).check({ force: true });
  await expect(drift).toContainText('16 kHz: 20 frames ahead.');
});

for (const [colorScheme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1024, 768],
] as const) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height } });

    test('nothing is cut, and axe finds nothing', async ({ page }) => {
      await openSampling(page);
      for (const name of ['Frames against samples', 'What the rate changes', 'Aliasing', 'Spectrum of the crop']) {
        const region = page.getByRole('region', { name, exact: true });
        await region.scrollIntoViewIfNeeded();
        const box = await region.boundingBox();
        expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? width + 1)).toBeLessThanOrEqual(width);
        expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      }
      await page.getByRole('button', { name: 'Copy Python' }).scrollIntoViewIfNeeded();
      await expect(page.getByRole('button', { name: 'Copy Python' })).toBeInViewport();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    });
  });
}
