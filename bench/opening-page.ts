import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import type { CountingServer, RequestFigures } from './counting-server.ts';

/** What a real page does from its address, or from the choice of files, to the figures of the first sample. */
export interface PageOpening {
  /** From navigation, or from the choice of files, to the figures in the inspector. */
  readonly figuresMs: number;
  /** Of the dataset until the figures were there; null for local files. */
  readonly first: RequestFigures | null;
  /** Until the whole sequence and the lengths of the rows in view were there too. */
  readonly settled: RequestFigures | null;
  /** JavaScript heaps of page and worker, and the buffers that they hold, after walking through ten sequences. */
  readonly heapBytes: number;
  readonly bufferBytes: number;
  /** Memory of the page's process that it shares with no other, where the system tells. */
  readonly processBytes: number | null;
}

const WALKED_SEQUENCES = 10;
const FIGURES_TIMEOUT_MS = 60_000;

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
}

/** `?source=` on the server that serves the page. */
export async function measureUrlOpening(browser: Browser, server: CountingServer): Promise<PageOpening> {
  return withPage(browser, async (page, session) => {
    server.reset();
    await page.goto(`${server.url}?source=${new URL(server.storeUrl).pathname}`);
    await waitForFigures(page);
    const { startMs, figuresMs } = await readWatch(page);
    const first = server.count(figuresMs);
    await waitForRows(page);
    const settled = server.count();
    return { figuresMs: figuresMs - startMs, first, settled, ...(await measureMemory(browser, page, session)) };
  });
}

/** Files chosen on a page that shows the demo. */
export async function measureFileOpening(browser: Browser, appUrl: string, folder: string): Promise<PageOpening> {
  return withPage(browser, async (page, session) => {
    await page.goto(appUrl);
    await waitForFigures(page);
    await page.waitForTimeout(1000);
    const files = readdirSync(folder).map((name) => join(folder, name));
    await page.getByLabel('Dataset files').setInputFiles(files);
    await expect(page).toHaveURL(/source=local/);
    await waitForFigures(page);
    const { startMs, figuresMs } = await readWatch(page);
    await waitForRows(page);
    return {
      figuresMs: figuresMs - startMs,
      first: null,
      settled: null,
      ...(await measureMemory(browser, page, session)),
    };
  });
}

interface Watch {
  /** Navigation, or the last choice of files; `Date.now()`. */
  readonly startMs: number;
  /** When the figures came that are shown. */
  readonly figuresMs: number;
}

/** Takes the times within the page: a test runner looks only now and then. As text, since what compiles this file would put its own calls into a function. */
const WATCH_FIGURES = `
const watch = { startMs: performance.timeOrigin, figuresMs: 0 };
window.watch = watch;
addEventListener('change', () => Object.assign(watch, { startMs: Date.now(), figuresMs: 0 }), true);
function look() {
  const text = document.querySelector('output[aria-label="Audio mean"]')?.textContent ?? '';
  if (!/[0-9]/.test(text)) watch.figuresMs = 0;
  else if (watch.figuresMs === 0) watch.figuresMs = Date.now();
}
new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
`;

async function readWatch(page: Page): Promise<Watch> {
  const read = () => page.evaluate(() => (window as unknown as { watch: Watch }).watch);
  await expect.poll(async () => (await read()).figuresMs).toBeGreaterThan(0);
  return read();
}

async function withPage<T>(browser: Browser, run: (page: Page, session: CDPSession) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH_FIGURES);
    return await run(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}

async function waitForFigures(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Audio mean', exact: true })).toHaveText(/\d/, {
    timeout: FIGURES_TIMEOUT_MS,
  });
}

/** The lengths of all rows in view, and the last clip of the sequence. */
async function waitForRows(page: Page): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Sequences' });
  await expect(grid.getByRole('row').first()).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: '—', exact: true })).toHaveCount(0, { timeout: FIGURES_TIMEOUT_MS });
  await page.waitForTimeout(1500);
}

async function measureMemory(browser: Browser, page: Page, session: CDPSession) {
  for (let step = 0; step < WALKED_SEQUENCES; step++) {
    await page.keyboard.press('j');
    await page.waitForTimeout(300);
    await waitForFigures(page);
  }
  await page.waitForTimeout(1500);
  const usages = [await heapUsage(session), ...(await workerHeapUsages(session))];
  const sum = (field: keyof HeapUsage) => usages.reduce((total, usage) => total + usage[field], 0);
  return {
    heapBytes: sum('usedSize'),
    bufferBytes: sum('backingStorageSize'),
    processBytes: await processBytes(browser),
  };
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

async function heapUsage(session: CDPSession): Promise<HeapUsage> {
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as unknown as Partial<HeapUsage>;
  return { usedSize: usage.usedSize ?? 0, backingStorageSize: usage.backingStorageSize ?? 0 };
}

/** Workers have heaps of their own, behind a session within the page's. */
async function workerHeapUsages(session: CDPSession): Promise<HeapUsage[]> {
  const usages: HeapUsage[] = [];
  const pending: Promise<void>[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') pending.push(askWorker(sessionId));
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.all(pending);
  return usages;

  async function askWorker(sessionId: string): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        const message = JSON.parse(event.message) as { id?: number; result?: Partial<HeapUsage> };
        if (event.sessionId !== sessionId || message.id !== 2) return;
        const { usedSize = 0, backingStorageSize = 0 } = message.result ?? {};
        usages.push({ usedSize, backingStorageSize });
        resolve();
      });
    });
    for (const [id, method] of [
      [1, 'HeapProfiler.collectGarbage'],
      [2, 'Runtime.getHeapUsage'],
    ] as const) {
      await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    }
    await answered;
  }
}

/** Unshared memory of the largest renderer, from /proc. */
async function processBytes(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateBytes(id));
    return Math.max(...sizes);
  } catch {
    return null;
  } finally {
    await session.detach();
  }
}

function privateBytes(processId: number): number {
  const text = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
  const fields = text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm);
  return Array.from(fields, ([, kilobytes]) => Number(kilobytes) * 1024).reduce((sum, bytes) => sum + bytes, 0);
}
