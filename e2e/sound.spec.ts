import { expect, test } from './page-without-errors.ts';

/** Below this the analyser hears nothing but rounding. */
const AUDIBLE_DBFS = -50;

test('playing the crop is heard, moves the playhead and stays inside the crop', async ({ page }) => {
  await page.goto('/');
  const frame = page.getByRole('status', { name: 'Frame' });
  await expect(frame).toContainText('272');
  const level = page.getByRole('meter', { name: 'Output level' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect
    .poll(async () => Number(await level.getAttribute('aria-valuenow')), { timeout: 8000 })
    .toBeGreaterThan(AUDIBLE_DBFS);
  const readFrame = async () => Number(/\d+/.exec((await frame.textContent()) ?? '')?.[0]);
  await expect.poll(readFrame).toBeGreaterThan(280);
  for (let sample = 0; sample < 20; sample++) {
    const now = await readFrame();
    expect(now).toBeGreaterThanOrEqual(272);
    expect(now).toBeLessThan(472);
  }
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('a window loops over its own frames only', async ({ page }) => {
  // 200 frames: windows of 10 frames loop often enough to be seen.
  await page.goto('/?seq=SPK01/001&motions=10&crop=manual&start=50');
  const windowB = page.getByRole('radio', { name: 'Window B' });
  await expect(windowB).toBeEnabled();
  await windowB.check({ force: true });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const frame = page.getByRole('status', { name: 'Frame' });
  const seen = new Set<number>();
  await expect
    .poll(
      async () => {
        seen.add(Number(/\d+/.exec((await frame.textContent()) ?? '')?.[0]));
        return seen.size;
      },
      { intervals: [30], timeout: 15_000 },
    )
    .toBeGreaterThan(6);
  expect([...seen].every((each) => each >= 50 && each < 70)).toBe(true);
});

test('normalised sound says how it was kept at a safe level', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('switch', { name: 'Normalized' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText(/dBFS/).first()).toBeVisible();
  const level = page.getByRole('meter', { name: 'Output level' });
  await expect
    .poll(async () => Number(await level.getAttribute('aria-valuenow')), { timeout: 8000 })
    .toBeGreaterThan(AUDIBLE_DBFS);
});
