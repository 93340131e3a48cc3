import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '../page-without-errors.ts';

/*
 * A first look at a dataset, step by step, with a picture of each. `npm run demo` takes the same walk slowly, for the pictures and the video of the
 * README.
 */

const PICTURES = process.env.TALKSCOPE_DEMO_PICTURES ?? 'test-results/demo/';
const PAUSE_MS = Number(process.env.TALKSCOPE_DEMO_PAUSE_MS ?? 0);
/** Where the frames of the video go; absent makes none. */
const FRAMES = process.env.TALKSCOPE_DEMO_FRAMES ?? null;
/** Below this the analyser hears nothing but rounding. */
const AUDIBLE_DBFS = -50;
const CLIP_FRAMES = 100;
const CROP_FRAMES = 200;
const SAMPLES_A_FRAME = 640;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Rows of the clip slice table: clip, frames, samples. */
async function sliceRows(page: Page): Promise<string[][]> {
  const rows = page.getByRole('table', { name: 'Clip slices' }).getByRole('row');
  const texts = await rows.evaluateAll((elements) =>
    elements.map((row) =>
      [...row.querySelectorAll('td, th')].map((cell) => (cell.textContent ?? '').trim()).filter(Boolean),
    ),
  );
  return texts.filter((cells) => /^\d{3}$/.test(cells[0] ?? ''));
}

/** The loader's rule: which frames and samples of which clips a crop takes. */
function slicesOf(start: number): string[][] {
  const end = start + CROP_FRAMES;
  const first = Math.floor(start / CLIP_FRAMES);
  const count = Math.floor((end - 1) / CLIP_FRAMES) - first + 1;
  return Array.from({ length: count }, (_, index) => {
    const clip = first + index;
    const from = Math.max(start - clip * CLIP_FRAMES, 0);
    const to = Math.min(end - clip * CLIP_FRAMES, CLIP_FRAMES);
    return [String(clip).padStart(3, '0'), `[${from}, ${to}]`, `[${from * SAMPLES_A_FRAME}, ${to * SAMPLES_A_FRAME}]`];
  });
}

function createPictures(page: Page): (name: string) => Promise<void> {
  let count = 0;
  return async (name) => {
    count += 1;
    await page.waitForTimeout(PAUSE_MS);
    const number = String(count).padStart(2, '0');
    const path = FRAMES === null ? `${PICTURES}${number}-${name}.png` : `${PICTURES}first-look-${number}.png`;
    await page.screenshot({ path, animations: 'disabled' });
  };
}

/** Keeps each frame that the browser sends, and when, for ffmpeg's list of files. Returns how to stop. */
async function filmTo(page: Page, folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const times: number[] = [];
  await page.screencast.start({
    size: { width: 1440, height: 900 },
    quality: 90,
    onFrame: ({ data, timestamp }) => {
      writeFileSync(`${folder}/${times.length}.jpg`, data);
      times.push(timestamp);
    },
  });
  return async () => {
    await page.screencast.stop();
    writeFileSync(`${folder}/times.json`, JSON.stringify(times));
  };
}

test('a first look: open, pick, scrub, hear, normalise, share', async ({ page, context }) => {
  const picture = createPictures(page);
  const slider = page.getByRole('slider', { name: 'Crop start frame' });
  const startFrame = async () => Number(await slider.getAttribute('aria-valuenow'));

  await page.goto('/');
  // fixtures/golden.json, SPK01/000, random, seed 249: start 272, std 0.1718917.
  await expect(slider).toHaveAttribute('aria-valuenow', '272');
  await expect.poll(() => sliceRows(page)).toEqual(slicesOf(272));
  await expect(page.getByRole('status', { name: 'Audio std', exact: true })).toContainText('0.1719');
  const stopFilm = FRAMES === null ? null : await filmTo(page, FRAMES);
  await picture('open');

  await page.getByRole('grid', { name: 'Sequences' }).getByRole('gridcell', { name: 'SPK03/000' }).click();
  await expect(page).toHaveURL(/seq=SPK03\/000/);
  await expect(page.getByRole('region', { name: 'Waveform', exact: true })).toBeVisible();
  // The same golden file, SPK03/000, random, seed 249: std 0.0887052.
  await expect(slider).toHaveAttribute('aria-valuenow', '272');
  await expect(page.getByRole('status', { name: 'Audio std', exact: true })).toContainText('0.0887');
  await picture('pick');

  await scrubCrop(page, -150);
  await expect(page.getByRole('radio', { name: 'Manual' })).toBeChecked();
  const start = await startFrame();
  expect(start).toBeLessThan(272);
  await expect.poll(() => sliceRows(page)).toEqual(slicesOf(start));
  await expect(page).toHaveURL(new RegExp(`start=${start}&`));
  await picture('scrub');

  await page.getByRole('radio', { name: 'Window A' }).check({ force: true });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const level = page.getByRole('meter', { name: 'Output level' });
  await expect
    .poll(async () => Number(await level.getAttribute('aria-valuenow')), { timeout: 10_000 })
    .toBeGreaterThan(AUDIBLE_DBFS);
  const heard = page.getByRole('status', { name: 'Frame' });
  for (let look = 0; look < 10; look++) {
    const frame = Number.parseInt((await heard.textContent()) ?? '', 10);
    expect(frame).toBeGreaterThanOrEqual(start);
    expect(frame).toBeLessThan(start + CROP_FRAMES / 2);
  }
  await picture('hear');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  await page.getByRole('switch', { name: 'Normalized' }).click();
  await expect(page.getByRole('switch', { name: 'Normalized' })).toBeChecked();
  await expect(page).toHaveURL(/norm=1/);
  await picture('normalise');

  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = (await page.evaluate('navigator.clipboard.readText()')) as string;
  expect(copied).toContain('seq=SPK03/000');
  await picture('share');
  await stopFilm?.();

  const other = await context.newPage();
  await other.goto(copied);
  await expect(other.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', String(start));
  await expect(other.getByRole('switch', { name: 'Normalized' })).toBeChecked();
  await expect.poll(() => sliceRows(other)).toEqual(slicesOf(start));
});

/** Drags the crop's bar by so many pixels, slowly where the walk is filmed. */
async function scrubCrop(page: Page, byPx: number): Promise<void> {
  const bar = page.locator(':has(> [aria-label="Crop handle A"])');
  const handleA = await page.getByRole('slider', { name: 'Crop handle A' }).boundingBox();
  const handleB = await page.getByRole('slider', { name: 'Crop handle B' }).boundingBox();
  await expect(bar).toBeVisible();
  if (handleA === null || handleB === null) throw new Error('the crop is not in view');
  const x = (handleA.x + handleB.x) / 2;
  const y = handleA.y + handleA.height / 2;
  const steps = PAUSE_MS > 0 ? 60 : 10;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(x + (byPx * step) / steps, y);
    await page.waitForTimeout(PAUSE_MS / 60);
  }
  await page.mouse.up();
}
