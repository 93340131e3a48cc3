import { expect, type Page } from './page-without-errors.ts';

export const VIEWS = ['Explore', 'Normalize', 'Dataset', 'Audit', 'Sampling'] as const;
export type View = (typeof VIEWS)[number];

/** What a view says once its work on the demo is done. */
const DONE: Readonly<Record<View, RegExp>> = {
  Explore: /^Clips$/,
  Normalize: /^Recomputed over train$/,
  Dataset: /^Measured 7 of 7 sequences$/,
  Audit: /^Audited$/,
  Sampling: /^lost at 8 kHz/,
};

/** Chooses a view and waits until everything that it measures is there. */
export async function showView(page: Page, view: View): Promise<void> {
  await page.getByRole('tab', { name: view }).click();
  await expect(page.getByText(DONE[view]).first()).toBeVisible({ timeout: 30_000 });
}
