import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page-without-errors.ts';
import { showView, VIEWS } from './views.ts';

for (const colorScheme of ['dark', 'light'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
  ] as const) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      // Without transitions: axe would see colours that are under way.
      test.use({ colorScheme, viewport: { width, height }, contextOptions: { reducedMotion: 'reduce' } });

      test('axe finds nothing in any view', async ({ page }) => {
        // Axe looks at every text of five views.
        test.slow();
        await page.goto('/');
        await expect(page.getByRole('region', { name: 'Waveform', exact: true })).toBeVisible();
        for (const view of VIEWS) {
          await showView(page, view);
          // The detail of a finding with its evidence, and what is listed beside it.
          if (view === 'Audit') await page.getByRole('grid', { name: 'Findings' }).getByRole('row').first().click();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        }
      });

      test('axe finds nothing in the open dialog and the key sheet', async ({ page }) => {
        await page.goto('/');
        await page.getByRole('button', { name: 'Open dataset' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        const open = await new AxeBuilder({ page }).analyze();
        expect(open.violations.map(({ id, nodes }) => `open: ${id} ${nodes[0]?.html}`)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        const keys = await new AxeBuilder({ page }).analyze();
        expect(keys.violations.map(({ id, nodes }) => `keys: ${id} ${nodes[0]?.html}`)).toEqual([]);
      });
    });
  }
}

test('the page works with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const slider = page.getByRole('slider', { name: 'Crop start frame' });
  await expect(slider).toHaveAttribute('aria-valuenow', '272');
  await page.keyboard.press('b');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press(']');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('e');
  await expect(slider).toHaveAttribute('aria-valuenow', '547');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/seq=SPK01\/001/);
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/seq=SPK01\/000/);
  await page.keyboard.press('n');
  await expect(page.getByRole('switch', { name: 'Normalized' })).toBeChecked();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter sequences' })).toBeFocused();
  await page.keyboard.type('SPK05');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(1);
});

test('a dialog opened from the palette gives the focus back to where it was', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  const filter = page.getByRole('searchbox', { name: 'Filter sequences' });
  await filter.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('export');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Export/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(filter).toBeFocused();
});

test('reload, back and forward restore the view', async ({ page }) => {
  await page.goto('/?seq=SPK03/000&crop=manual&start=123&norm=1');
  const slider = page.getByRole('slider', { name: 'Crop start frame' });
  await expect(slider).toHaveAttribute('aria-valuenow', '123');
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuenow', '123');
  await expect(page.getByRole('switch', { name: 'Normalized' })).toBeChecked();
  await page.getByRole('gridcell', { name: 'SPK04/000' }).click();
  await expect(page).toHaveURL(/seq=SPK04\/000/);
  await page.goBack();
  await expect(page).toHaveURL(/seq=SPK03\/000/);
  await expect(slider).toHaveAttribute('aria-valuenow', '123');
  await page.goForward();
  await expect(page).toHaveURL(/seq=SPK04\/000/);
});

test('nothing is asked of another origin', async ({ page, baseURL }) => {
  const others: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(baseURL ?? '').origin && !['blob:', 'data:'].includes(url.protocol))
      others.push(request.url());
  });
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Waveform', exact: true })).toBeVisible();
  for (const view of VIEWS) await showView(page, view);
  expect(others).toEqual([]);
});
