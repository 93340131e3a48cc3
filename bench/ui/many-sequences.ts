import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from '@playwright/test';
import { build, preview } from 'vite';
import { formatTable } from '../../src/cli/output.ts';
import { launchBrowser } from '../opening-page.ts';

/*
 * How fluently the Dataset view follows the hand over many sequences, all of them generated. A report: it exits with 0 whatever it finds.
 * `npx tsx bench/ui/many-sequences.ts 1052 100000` measures these numbers of sequences.
 */

const CONFIG = fileURLToPath(new URL('./overview/vite.config.ts', import.meta.url));
const OUT = fileURLToPath(new URL('../../.cache/bench-ui/many', import.meta.url));
const COUNTS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1052, 100_000];
const STEPS = 60;
const STEP_MS = 20;
const TIMEOUT_MS = 180_000;

interface Figures {
  readonly what: string;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Processor time of the main thread a step. */
  readonly cpuMs: number;
}

async function measure(page: Page, session: CDPSession, what: string, step: (index: number) => Promise<void>) {
  await page.waitForTimeout(500);
  await page.evaluate(`(() => {
    const frames = (window.frameTimes = []);
    let last = performance.now();
    window.isWatching = true;
    const tick = (now) => { frames.push(now - last); last = now; if (window.isWatching) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  })()`);
  const before = await taskMs(session);
  for (let index = 0; index < STEPS; index++) {
    await step(index);
    await page.waitForTimeout(STEP_MS);
  }
  const cpuMs = ((await taskMs(session)) - before) / STEPS;
  const frames = (await page.evaluate('window.isWatching = false, window.frameTimes.slice(1)')) as number[];
  frames.sort((a, b) => a - b);
  const at = (share: number) => frames[Math.min(frames.length - 1, Math.floor(share * frames.length))] ?? Number.NaN;
  return { what, p95Ms: at(0.95), longestMs: at(1), cpuMs } satisfies Figures;
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`the page shows no ${selector}`);
  return box;
}

async function measureAll(page: Page, url: string): Promise<readonly Figures[]> {
  await page.goto(url);
  await page.getByRole('status', { name: 'Measured' }).waitFor({ timeout: TIMEOUT_MS });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const jaw = await boxOf(page, 'figure[aria-label="Jaw opening"]');
  const plot = await boxOf(page, '[data-surface=points]');
  const list = await boxOf(page, '[role=grid][aria-label="Brushed sequences"]');
  const figures: Figures[] = [];
  await page.mouse.move(jaw.x + 40, jaw.y + 60);
  await page.mouse.down();
  figures.push(
    await measure(page, session, 'brush a distribution', (i) => page.mouse.move(jaw.x + 45 + i * 1.5, jaw.y + 60)),
  );
  await page.mouse.up();
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + plot.height * 0.3);
  await page.mouse.down();
  const share = (i: number) => 0.31 + i * 0.006;
  figures.push(
    await measure(page, session, 'brush a rectangle', (i) =>
      page.mouse.move(plot.x + plot.width * share(i), plot.y + plot.height * share(i)),
    ),
  );
  await page.mouse.up();
  await page.getByRole('button', { name: 'Clear' }).click();
  figures.push(
    await measure(page, session, 'hover', (i) =>
      page.mouse.move(plot.x + plot.width * share(i), plot.y + plot.height / 2),
    ),
  );
  await page.mouse.move(list.x + 100, list.y + 200);
  figures.push(await measure(page, session, 'scroll the list', () => page.mouse.wheel(0, 600)));
  return figures;
}

await build({ configFile: CONFIG, logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
const server = await preview({ configFile: CONFIG, build: { outDir: OUT }, preview: { port: 0 } });
const browser = await launchBrowser();
try {
  const rows: string[][] = [['sequences', 'gesture', 'frame p95 ms', 'longest ms', 'main thread ms a step']];
  for (const count of COUNTS) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const url = `${server.resolvedUrls?.local[0] ?? ''}?count=${count}`;
    for (const { what, p95Ms, longestMs, cpuMs } of await measureAll(page, url)) {
      rows.push([String(count), what, p95Ms.toFixed(1), longestMs.toFixed(1), cpuMs.toFixed(1)]);
    }
    await page.close();
  }
  console.log(formatTable(rows, [true, false, true, true, true]).join('\n'));
} finally {
  await browser.close();
  await server.close();
}
