import { gzipSync } from 'node:zlib';
import type { Browser, Response } from '@playwright/test';
import { readWatch } from './measure-page.ts';

/** The first visit, nothing cached. */
export interface FirstLoad {
  /** JavaScript that was asked for before the first curve was drawn: files, and bytes as a host that gzips would send them. */
  readonly scripts: readonly { readonly name: string; readonly gzipBytes: number }[];
  readonly scriptGzipBytes: number;
  /** Everything else until then but the dataset: styles, wasm, the page itself. */
  readonly otherGzipBytes: number;
  /** Since navigation. */
  readonly firstLaneMs: number;
  readonly largestPaintMs: number | null;
}

const TIMEOUT_MS = 60_000;

export async function measureFirstLoad(browser: Browser, url: string, watchPath: string): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript({ path: watchPath });
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(url);
    await page.waitForFunction('watchPaint.paints.laneMs !== null', undefined, { timeout: TIMEOUT_MS });
    await page.waitForTimeout(2000);
    const { paints } = await readWatch(page);
    const timeOrigin = (await page.evaluate('performance.timeOrigin')) as number;
    const laneAtMs = timeOrigin + (paints.laneMs ?? 0);
    const before = responses.filter((response) => response.request().timing().startTime <= laneAtMs);
    const scripts: { name: string; gzipBytes: number }[] = [];
    let otherGzipBytes = 0;
    for (const response of before) {
      const { pathname } = new URL(response.url());
      const isDataset = /\/(demo|dataset)\//.test(pathname);
      if (isDataset || !response.ok() || !response.url().startsWith('http')) continue;
      const gzipBytes = gzipSync(await response.body(), { level: 9 }).length;
      if (/\.m?js$/.test(pathname)) scripts.push({ name: pathname.split('/').at(-1) ?? '', gzipBytes });
      else otherGzipBytes += gzipBytes;
    }
    return {
      scripts,
      scriptGzipBytes: scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
      otherGzipBytes,
      firstLaneMs: paints.laneMs ?? Number.NaN,
      largestPaintMs: paints.largestMs,
    };
  } finally {
    await context.close();
  }
}
