import { expect, test } from '../page-without-errors.ts';
import { showView, VIEWS } from '../views.ts';

const FOLDER = process.env.TALKSCOPE_PICTURES ?? 'docs/images/';

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the Explore page, ${colorScheme}`, async ({ page }) => {
      await page.goto('/?seq=SPK01/000&crop=random&seed=249&frame=331');
      await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('[46080, 64000]');
      await expect(page.getByRole('status', { name: 'Audio std' })).toContainText('0.17');
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${FOLDER}explore-${colorScheme}.png`, animations: 'disabled' });
    });

    test(`the other views, ${colorScheme}`, async ({ page }) => {
      await page.goto('/?seq=SPK01/000&crop=random&seed=249&frame=331');
      await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('[46080, 64000]');
      for (const view of VIEWS.filter((name) => name !== 'Explore')) {
        await showView(page, view);
        await page.screenshot({ path: `${FOLDER}${view.toLowerCase()}-${colorScheme}.png`, animations: 'disabled' });
      }
    });
  });
}
