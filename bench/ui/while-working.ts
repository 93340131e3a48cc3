import type { Page } from '@playwright/test';
import { APP_FOLDER } from '../../src/cli/installation.ts';
import { formatTable } from '../../src/cli/output.ts';
import { serveDataset } from '../../src/platform/node/serve.ts';
import { prepareBigStore } from '../big-store.ts';
import { launchBrowser } from '../opening-page.ts';

/*
 * Frames of the page while the pool goes through a generated dataset, beside those of the same page at rest. A report: it exits with 0 whatever it finds.
 * The page has to be built; `npm run bench:lab` does.
 */

const GIGABYTES = Number(process.argv[2] ?? 0.6);
const REST_MS = 4000;
const MOST_WORK_MS = 15_000;

interface Frames {
  readonly what: string;
  readonly perSecond: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Tasks of the main thread above 50 ms. */
  readonly longTasks: number;
}

async function watch(page: Page, what: string, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => {
    const watched = (window.watched = { frames: [], longTasks: 0, isOn: true });
    new PerformanceObserver((list) => { watched.longTasks += list.getEntries().length; }).observe({ entryTypes: ['longtask'] });
    let last = performance.now();
    const tick = (now) => { watched.frames.push(now - last); last = now; if (watched.isOn) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  })()`);
  await work();
  const { frames, longTasks } = (await page.evaluate('window.watched.isOn = false, window.watched')) as {
    frames: number[];
    longTasks: number;
  };
  const sorted = frames.slice(1).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const sumMs = sorted.reduce((sum, value) => sum + value, 0);
  return { what, perSecond: (1000 * sorted.length) / sumMs, p95Ms: at(0.95), longestMs: at(1), longTasks };
}

/** Until the bar is gone, or for so long that there is enough to tell. */
async function untilDone(page: Page, name: RegExp): Promise<void> {
  const bar = page.getByRole('progressbar', { name });
  await bar.waitFor({ state: 'visible', timeout: 10_000 });
  await bar.waitFor({ state: 'hidden', timeout: MOST_WORK_MS }).catch(() => undefined);
}

async function measureViews(page: Page): Promise<readonly Frames[]> {
  const rows: Frames[] = [];
  await page.getByRole('tab', { name: 'Normalize' }).click();
  await page.getByText(/^Recomputed over train$/).waitFor({ timeout: 120_000 });
  await page.waitForTimeout(2000);
  rows.push(await watch(page, 'Normalize, at rest', () => page.waitForTimeout(REST_MS)));
  rows.push(
    await watch(page, 'Normalize, recomputing', async () => {
      await page.getByRole('button', { name: 'Run again' }).click();
      await page.getByText(/^Recomputed over train$/).waitFor({ timeout: 120_000 });
    }),
  );
  await page.getByRole('tab', { name: 'Dataset' }).click();
  rows.push(await watch(page, 'Dataset, measuring', () => untilDone(page, /Measuring/)));
  await page.getByRole('tab', { name: 'Audit' }).click();
  rows.push(await watch(page, 'Audit, auditing', () => untilDone(page, /Auditing/)));
  return rows;
}

const store = prepareBigStore(GIGABYTES, 'ordered');
if (store === null) throw new Error('the generated dataset could not be made');
const server = await serveDataset({ appFolder: APP_FOLDER, dataset: store.folder, port: null });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.url);
  await page.getByRole('slider', { name: 'Crop start frame' }).waitFor();
  const table = [['view', 'frames a second', 'p95 ms', 'longest ms', 'tasks above 50 ms']];
  for (const { what, perSecond, p95Ms, longestMs, longTasks } of await measureViews(page)) {
    table.push([what, perSecond.toFixed(1), p95Ms.toFixed(1), longestMs.toFixed(1), String(longTasks)]);
  }
  console.log(`${store.sequenceCount} generated sequences, ${GIGABYTES} GB, over HTTP Range on loopback`);
  console.log(formatTable(table, [false, true, true, true, true]).join('\n'));
} finally {
  await browser.close();
  await server.close();
}
