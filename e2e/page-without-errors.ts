import { test as base, expect } from '@playwright/test';

export { expect, type Page } from '@playwright/test';

/** A page whose console errors and uncaught exceptions fail the test; a test that provokes one says which in `expectedError`. */
export const test = base.extend<{ expectedError: RegExp | null }>({
  expectedError: [null, { option: true }],
  page: async ({ page, expectedError }, use) => {
    const found: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') found.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => found.push(String(error)));
    await use(page);
    expect(found.filter((text) => expectedError?.test(text) !== true)).toEqual([]);
  },
});
