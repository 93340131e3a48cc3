import { type Behaviour, type FaultyHost, startFaultyHost } from './faulty-host.ts';
import { expect, type Page, test } from './page-without-errors.ts';

/** The browser itself writes about requests that fail. */
test.use({ expectedError: /Failed to load resource|blocked by CORS policy/ });

let host: FaultyHost;

test.beforeEach(async () => {
  host = await startFaultyHost();
});

test.afterEach(() => host.close());

async function expectDemoCrop(page: Page): Promise<void> {
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row')).toHaveCount(7);
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('aria-valuenow', '272');
  await expect(page.getByRole('table', { name: 'Clip slices' })).toContainText('[46080, 64000]');
  // fixtures/golden.json, SPK01/000, random, seed 249: 0.1718917.
  await expect(page.getByRole('status', { name: 'Audio std', exact: true })).toContainText('0.1719');
}

async function tryAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try again' }).click();
}

const OPENING_FAULTS: readonly (readonly [Behaviour, RegExp])[] = [
  ['cut', /The answer of the host was cut short.*65536 bytes for bytes=0-65535/s],
  ['busy', /The host has a fault of its own.*503 Service Unavailable/s],
  ['gone', /There is no file at this address.*404 Not Found/s],
  ['without CORS', /The host does not allow this page or did not answer.*Access-Control-Allow-Origin/s],
  ['without Range', /A request for 64 kB was answered with all of it.*200 OK, length 7,600,078,848/s],
];

for (const [behaviour, sentence] of OPENING_FAULTS) {
  test(`a host that is ${behaviour} is told in words, and opening is tried again`, async ({ page }) => {
    host.behaviour = behaviour;
    await page.goto(`/?source=${host.url}`);
    const alert = page.getByRole('alert', { name: 'The dataset was not opened' });
    await expect(alert).toContainText(sentence);
    await expect(alert).toContainText(host.url);
    host.behaviour = 'well';
    await tryAgain(page);
    await expectDemoCrop(page);
    await expect(alert).toHaveCount(0);
  });
}

test('a host that ignores Range is left long before it has sent its gigabytes', async ({ page }) => {
  host.behaviour = 'without Range';
  await page.goto(`/?source=${host.url}`);
  await expect(page.getByRole('alert', { name: 'The dataset was not opened' })).toBeVisible();
  await expect.poll(() => host.bytesSent).toBeGreaterThan(0);
  expect(host.bytesSent).toBeLessThan(32 * 2 ** 20);
});

test('a host that is late is waited for', async ({ page }) => {
  host.behaviour = 'late';
  await page.goto(`/?source=${host.url}`);
  await expectDemoCrop(page);
});

test('one answer that is cut is asked for again without a word', async ({ page }) => {
  host.behaviour = 'cut';
  host.faultsLeft = 1;
  await page.goto(`/?source=${host.url}`);
  await expectDemoCrop(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a sequence that could not be fetched is tried again, and its clips are whole then', async ({ page }) => {
  await page.goto(`/?source=${host.url}`);
  await expectDemoCrop(page);
  host.behaviour = 'busy';
  await page.getByRole('gridcell', { name: 'SPK05/000' }).click();
  const alert = page.getByRole('alert', { name: 'SPK05/000 cannot be shown' });
  await expect(alert).toContainText('The host has a fault of its own');
  host.behaviour = 'well';
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('max', '101');
  const clips = page.getByRole('region', { name: 'Clips', exact: true });
  await expect(clips).toBeVisible();
  await expect(clips.getByRole('img', { name: /expected/ })).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Audio mean', exact: true })).toHaveText(/\d/);
});

test('a file that changes on its host is told in words, and opened anew on the same sequence', async ({ page }) => {
  await page.goto(`/?source=${host.url}`);
  await expectDemoCrop(page);
  host.behaviour = 'changed';
  await page.getByRole('gridcell', { name: 'SPK05/000' }).click();
  const alert = page.getByRole('alert', { name: 'SPK05/000 cannot be shown' });
  await expect(alert).toContainText(/The file changed on its host while it was open.*ETag "one".*ETag "two"/s);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('slider', { name: 'Crop start frame' })).toHaveAttribute('max', '101');
  await expect(page.getByRole('status', { name: 'Audio mean', exact: true })).toHaveText(/\d/);
});

test('a dataset on a host takes no more than twenty requests to its first sample', async ({ page }) => {
  await page.goto(`/?source=${host.url}`);
  await expectDemoCrop(page);
  // Four more are for the files beside the store.
  expect(host.storeRequests).toBeLessThanOrEqual(16);
});
