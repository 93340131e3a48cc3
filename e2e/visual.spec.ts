import { join } from 'node:path';
import { ODD_DATASETS } from '../fixtures/unpack.ts';
import { expect, type Page, test } from './page-without-errors.ts';
import { showView, VIEWS } from './views.ts';

/*
 * Pictures of the whole page against those beside this file; made anew with
 *   npx playwright test e2e/visual.spec.ts --update-snapshots
 * Letters have the fonts of each machine, so all text is see-through here and only its boxes count.
 */

/** Unlike its colour, the fill of text leaves icons and borders as they are. */
const WITHOUT_TEXT = `
  *, *::before, *::after {
    -webkit-text-fill-color: transparent !important;
    text-shadow: none !important;
    animation: none !important;
    transition: none !important;
  }
  text, tspan { fill: transparent !important; }
`;

test.beforeEach(async ({ page }) => {
  // The same for what is written on canvases, such as the clips' numbers.
  await page.addInitScript('CanvasRenderingContext2D.prototype.fillText = () => {}');
});

async function expectPicture(page: Page, name: string): Promise<void> {
  // The pictures are those of every system.
  test.info().snapshotSuffix = '';
  // Where the pointer rests, something may be hovered.
  await page.mouse.move(0, 0);
  await page.addStyleTag({ content: WITHOUT_TEXT });
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveScreenshot(name, { maxDiffPixelRatio: 0.02, animations: 'disabled', caret: 'hide' });
}

async function openExplore(page: Page): Promise<void> {
  await page.goto('/?seq=SPK01/000&crop=random&seed=249&frame=331');
  // Present at every width: the inspector is out of view where the page is narrow.
  await expect(page.getByRole('slider', { name: 'Crop handle A' })).toHaveAttribute('aria-valuenow', '272');
  // The whole sequence is read, and its charts are drawn in full.
  await expect(page.getByText(/^Decoding clip/)).toHaveCount(0);
  await expect(page.locator('path.recharts-line-curve').first()).toBeVisible();
  await page.waitForTimeout(500);
}

for (const [colorScheme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1440, 900],
  ['dark', 1024, 768],
] as const) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height } });

    test('the Explore page looks as it did', async ({ page }) => {
      await openExplore(page);
      await expectPicture(page, `explore-${colorScheme}-${width}.png`);
      // Lanes are as wide and as high with any font, so less may differ: the lane Jaw without its curve is 899 pixels.
      await expect(page.locator('[data-lanes]')).toHaveScreenshot(`lanes-${colorScheme}-${width}.png`, {
        maxDiffPixels: 400,
        animations: 'disabled',
      });
    });

    test('the other views look as they did', async ({ page }) => {
      await openExplore(page);
      for (const view of VIEWS.filter((name) => name !== 'Explore')) {
        await showView(page, view);
        // Speeds and durations are of this run; their boxes are as wide as their numbers.
        await expectPicture(page, `${view.toLowerCase()}-${colorScheme}-${width}.png`);
      }
    });
  });
}

test('the open dialog looks as it did', async ({ page }) => {
  await openExplore(page);
  await page.getByRole('button', { name: 'Open dataset' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectPicture(page, 'open-dialog.png');
});

test('the key sheet looks as it did', async ({ page }) => {
  await openExplore(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectPicture(page, 'key-sheet.png');
});

test('a dataset that failed to open looks as it did', async ({ page }) => {
  await openExplore(page);
  await page.getByLabel('Dataset files').setInputFiles(join(ODD_DATASETS, 'not-a-store', 'data.mdb'));
  await expect(page.getByRole('alert').first()).toContainText('LMDB');
  await expectPicture(page, 'failed-dataset.png');
});
