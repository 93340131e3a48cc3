import { fileURLToPath } from 'node:url';
import { type HeardSound, recordSound, takeSound } from './heard-sound.ts';
import { expect, type Page, test } from './page-without-errors.ts';

/** Frames between two clicks of fixtures/click-track, each on the first sample of its frame. */
const CLICK_FRAMES = 25;
const SAMPLES_A_FRAME = 640;
/** Half of a click's first sample, at the page's volume. */
const AUDIBLE = 0.36;
/** A crop of two windows of 25 frames: a click at its very start and one in the middle. */
const CROP = '?crop=manual&start=100&motions=25';

async function openClickTrack(page: Page): Promise<void> {
  await recordSound(page);
  await page.goto(`/${CROP}`);
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  const files = ['data.mdb', 'train.txt'].map((name) =>
    fileURLToPath(new URL(`../fixtures/click-track/${name}`, import.meta.url)),
  );
  await page.getByLabel('Dataset files').setInputFiles(files);
  await expect(page).toHaveURL(/seq=CLICK\/000/);
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', '100');
}

async function setSpeed(page: Page, speed: 1 | 0.5): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Speed', exact: true });
  if (speed === 0.5) {
    await slider.focus();
    for (let step = 0; step < 5; step++) await slider.press('ArrowLeft');
  }
  await expect(slider).toHaveAttribute('aria-valuenow', String(speed));
}

/** First samples of the clicks, in samples since the recording began. */
function findClicks({ samples }: HeardSound): number[] {
  const clicks: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    if (Math.abs(samples[i] ?? 0) < AUDIBLE) continue;
    // One click lasts 32 samples at most; a second one within half a frame would be heard as another.
    if (i - (clicks.at(-1) ?? Number.NEGATIVE_INFINITY) > 64) clicks.push(i);
  }
  return clicks;
}

/** Plays until enough clicks have been heard, and stops. */
async function hearClicks(page: Page, count: number): Promise<HeardSound> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect
    .poll(async () => findClicks(await takeSound(page)).length, { intervals: [1000], timeout: 40_000 })
    .toBeGreaterThanOrEqual(count);
  const sound = await takeSound(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return sound;
}

/** How many frames lie between what the status "Frame" shows and what is heard, for each change of the status between two clicks. */
function playheadErrors({ rate, startTime, moments }: HeardSound, clicks: readonly number[], speed: number): number[] {
  const errors: number[] = [];
  for (const { time, frame } of moments) {
    const sample = (time - startTime) * rate;
    const click = clicks.findLast((each) => each <= sample);
    if (click === undefined || click === clicks.at(-1)) continue;
    const heard = ((sample - click) * speed) / SAMPLES_A_FRAME;
    const shown = frame % CLICK_FRAMES;
    // The frame covers [shown, shown + 1); both are places on a circle of 25 frames.
    const distances = [-CLICK_FRAMES, 0, CLICK_FRAMES].map((turn) =>
      Math.max(0, shown + turn - heard, heard - (shown + turn + 1)),
    );
    errors.push(Math.min(...distances));
  }
  return errors;
}

/** Frames of the peaks that are drawn in the lane "Jaw", by where they are on the screen: the chart is wider than the plot. */
async function drawnPeaks(page: Page): Promise<number[]> {
  const jaw = page.getByRole('region', { name: 'Jaw', exact: true });
  const path = await jaw.locator('path.recharts-line-curve').first().getAttribute('d');
  const chart = await jaw.locator('svg.recharts-surface').boundingBox();
  const plot = await jaw.getByRole('img', { name: /^Jaw, frames/ }).boundingBox();
  if (chart === null || plot === null) throw new Error('the lane shows no chart');
  const points = [...(path ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((match) => ({
    x: Number(match[1]) + chart.x - plot.x,
    y: Number(match[2]),
  }));
  const pxPerFrame = (points[1]?.x ?? 0) - (points[0]?.x ?? 0);
  const startFrame = Number(/zoom=([\d.]+)-/.exec(page.url())?.[1]);
  const top = Math.min(...points.map(({ y }) => y));
  return points.filter(({ y }) => y === top).map(({ x }) => startFrame + x / pxPerFrame);
}

for (const [words, speed, isPitchKept] of [
  ['speed 1', 1, false],
  ['speed 0.5', 0.5, false],
  ['speed 0.5 with the pitch kept', 0.5, true],
] as const) {
  test(`at ${words} each click is heard where playhead and curve show it, over and over without a gap`, async ({
    page,
  }) => {
    await openClickTrack(page);
    if (isPitchKept) await page.getByRole('switch', { name: 'Keep pitch' }).click();
    await setSpeed(page, speed);

    // The lanes are drawn one after another.
    await expect.poll(async () => (await drawnPeaks(page)).length).toBeGreaterThanOrEqual(2);
    const peaks = await drawnPeaks(page);
    for (const peak of peaks) {
      const nearest = Math.round(peak / CLICK_FRAMES) * CLICK_FRAMES;
      expect(Math.abs(peak - nearest), 'frames from a drawn peak to its click').toBeLessThan(0.1);
    }

    const sound = await hearClicks(page, 5);
    expect(sound.rate).toBe(16_000);
    const clicks = findClicks(sound);
    const distance = (CLICK_FRAMES * SAMPLES_A_FRAME) / speed;
    for (const [index, click] of clicks.entries()) {
      const before = clicks[index - 1];
      // Every other distance spans the loop's seam: a gap of 1 ms would be 16 samples.
      if (before !== undefined) expect(Math.abs(click - before - distance)).toBeLessThan(16);
      // A click's second sample is the negative of 3/4 of its first; played at half the speed, what lies between the two comes first.
      const second = (sound.samples[click + 1] ?? 0) / (sound.samples[click] ?? 0);
      expect(second).toBeCloseTo(speed === 1 || isPitchKept ? -0.75 : 0.125, 2);
    }
    const errors = playheadErrors(sound, clicks, speed);
    expect(errors.length).toBeGreaterThan(20);
    expect(Math.max(...errors), 'frames between sound and playhead').toBeLessThan(1);
  });
}
