import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { formatTable } from '../../src/cli/output.ts';
import { serveDataset } from '../../src/platform/node/serve.ts';
import { launchBrowser } from '../opening-page.ts';
import { type FirstLoad, measureFirstLoad } from './first-load.ts';
import { measureFloor } from './floor.ts';
import { ENTRY, type LongSequence, prepareLongSequence, readColumns } from './long-sequence.ts';
import {
  createDrag,
  createWheelZoom,
  type Gesture,
  type GestureFigures,
  measureGesture,
  startCpuClock,
  waitUntilQuiet,
} from './measure-page.ts';

/*
 * How fluently the page follows the hand, at three lengths of a sequence, beside a layout that draws crop and playhead with its charts; and what
 * the first visit costs. A report: it exits with 0 whatever it finds. `npm run bench:ui -- 747` measures one length alone.
 */

const LENGTHS = [747, 2250, 50_000];
const STEPS = 60;
const TARGETS = { shortMs: 16.7, longMs: 33, longFrames: 10_000, longTaskMs: 50, scriptBytes: 350_000 };
/** All lanes fit on the page, so that none is spared by being out of view. */
const VIEWPORT = { width: 1440, height: 1500 };
const CURVES = [
  { group: 'pose', dims: [3] },
  { group: 'pose', dims: [0, 1, 2] },
  { group: 'exp', dims: [0, 1, 2] },
  { group: 'shape', dims: [0, 1, 2] },
];
const CURVE_LANES = CURVES.map(({ group, dims }) => `${group}.${dims.join('-')}`);
const ALL_LANES = ['waveform', 'spectrogram', 'heatmap.exp', 'heatmap.pose', 'heatmap.shape', ...CURVE_LANES];
const WATCH_PATH = fileURLToPath(new URL('./watch-paint.js', import.meta.url));
const FIGURES_TIMEOUT_MS = 120_000;

const { TALKSCOPE_APP: appFolder, TALKSCOPE_RIVAL: rivalFolder, TALKSCOPE_UI_CACHE: cacheFolder } = process.env;
if (appFolder === undefined || rivalFolder === undefined || cacheFolder === undefined) {
  throw new Error('run it as npm run bench:ui, which builds the pages first');
}

type Figures = Readonly<Record<'crop' | 'playhead' | 'zoom', GestureFigures>>;
const GESTURES = ['crop', 'playhead', 'zoom'] as const;
const WORDS = { crop: 'drag crop', playhead: 'drag playhead', zoom: 'wheel zoom' };

async function withPage<T>(browser: Browser, run: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error}`));
    await page.addInitScript({ path: WATCH_PATH });
    return await run(page);
  } finally {
    await context.close();
  }
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`the page shows no ${selector}`);
  return box;
}

async function measureAll(page: Page, gestures: Readonly<Record<keyof Figures, Gesture>>): Promise<Figures> {
  const session = await startCpuClock(page);
  await waitUntilQuiet(page, session);
  const measure = async (gesture: Gesture) => {
    const figures = await measureGesture(page, session, gesture);
    await waitUntilQuiet(page, session);
    return figures;
  };
  return {
    crop: await measure(gestures.crop),
    playhead: await measure(gestures.playhead),
    zoom: await measure(gestures.zoom),
  };
}

/** The page on the whole sequence. */
async function measureTalkscope(browser: Browser, sequence: LongSequence, lanes: readonly string[]): Promise<Figures> {
  const server = await serveDataset({ appFolder: appFolder ?? '', dataset: sequence.folder, port: 0 });
  try {
    return await withPage(browser, async (page) => {
      const view = `seq=${ENTRY}&crop=manual&start=100&frame=0&zoom=0-${sequence.n_frames}&lanes=${lanes.join(',')}`;
      await page.goto(`${server.url}&${view}`);
      const timeout = FIGURES_TIMEOUT_MS;
      await page.locator('section[data-lane-id] path.recharts-line-curve').first().waitFor({ timeout });
      await page
        .getByText(/^Decoding clip/)
        .first()
        .waitFor({ state: 'hidden', timeout });
      const shown = await page.locator('section[data-lane-id]').count();
      // The clips have a lane of their own above.
      if (shown !== lanes.length + 1) throw new Error(`the page shows ${shown} lanes for ${lanes.join(',')}`);
      const bar = await boxOf(page, ':has(> [aria-label="Crop handle A"])');
      const ruler = await boxOf(page, ':has(> * > [data-frame])');
      const jaw = await boxOf(page, 'section[aria-label="Jaw"]');
      const y = bar.y + bar.height / 2;
      const rulerY = ruler.y + ruler.height / 2;
      const bars = '[aria-label="Crop handle A"]';
      return measureAll(page, {
        crop: createDrag(page, bars, { x: bar.x + 200, y }, { x: bar.x + 500, y }, STEPS),
        playhead: createDrag(
          page,
          'output[aria-label="Frame"]',
          { x: bar.x + 100, y: rulerY },
          { x: bar.x + 600, y: rulerY },
          STEPS,
        ),
        zoom: createWheelZoom(page, '[aria-label="Zoom window"]', { x: bar.x + 200, y: jaw.y + 40 }, STEPS, 20),
      });
    });
  } finally {
    await server.close();
  }
}

async function measureRival(browser: Browser, sequence: LongSequence, points: 'same' | 'all'): Promise<Figures> {
  const server = await serveDataset({ appFolder: rivalFolder ?? '', dataset: null, port: 0 });
  try {
    return await withPage(browser, async (page) => {
      await page.route('**/columns.f32', (route) => route.fulfill({ body: readColumns(sequence, CURVES) }));
      await page.goto(`${server.url}?frames=${sequence.n_frames}&points=${points}`);
      await page.locator('path.recharts-line-curve').first().waitFor();
      const area = '.recharts-reference-area';
      return measureAll(page, {
        crop: createDrag(page, area, { x: 200, y: 200 }, { x: 500, y: 200 }, STEPS),
        playhead: createDrag(page, '.recharts-reference-line', { x: 100, y: 40 }, { x: 600, y: 40 }, STEPS),
        zoom: createWheelZoom(page, area, { x: 200, y: 200 }, STEPS, 20),
      });
    });
  } finally {
    await server.close();
  }
}

const fixed = (value: number) => value.toFixed(1);

function rowsOf(n_frames: number | null, layout: string, figures: Figures, base: Figures | null): string[][] {
  const targetMs = n_frames !== null && n_frames >= TARGETS.longFrames ? TARGETS.longMs : TARGETS.shortMs;
  return GESTURES.map((gesture) => {
    const { frames, toScreen, fromEvent, fromListener, cpu, longTasksMs } = figures[gesture];
    const target = fromListener.p95Ms <= targetMs ? 'met' : 'MISSED';
    const ratio = base === null ? '' : fixed(cpu.taskMs / base[gesture].cpu.taskMs);
    const paintRatio = base === null ? '' : fixed(fromListener.medianMs / base[gesture].fromListener.medianMs);
    return [
      n_frames === null ? '' : n_frames.toLocaleString('en-US'),
      layout,
      WORDS[gesture],
      String(frames),
      fixed(toScreen.medianMs),
      fixed(toScreen.p95Ms),
      fixed(fromEvent.medianMs),
      fixed(fromEvent.p95Ms),
      fixed(fromListener.medianMs),
      fixed(fromListener.p95Ms),
      fixed(cpu.taskMs),
      fixed(cpu.scriptMs),
      fixed(cpu.styleMs),
      String(longTasksMs.length),
      fixed(longTasksMs[0] ?? 0),
      base === null && n_frames !== null ? `${target} (${targetMs})` : '',
      paintRatio,
      ratio,
    ];
  });
}

const HEADER = [
  'frames',
  'layout',
  'gesture',
  'painted',
  'screen p50',
  'screen p95',
  'event p50',
  'event p95',
  'page p50',
  'page p95',
  'CPU/step',
  'script',
  'style',
  'long tasks',
  'longest',
  'page p95 target',
  'p50 ratio',
  'CPU ratio',
];

function printFirstLoad(load: FirstLoad): void {
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const isMet = load.scriptGzipBytes <= TARGETS.scriptBytes;
  console.log(
    `\nFirst load, demo, ${VIEWPORT.width}x900: ${kb(load.scriptGzipBytes)} of gzipped JavaScript before the first curve (target ${kb(TARGETS.scriptBytes)}: ${isMet ? 'met' : 'MISSED'}), other files ${kb(load.otherGzipBytes)}; first curve after ${load.firstLaneMs.toFixed(0)} ms, LCP ${load.largestPaintMs?.toFixed(0) ?? '-'} ms`,
  );
  const largest = [...load.scripts].sort((a, b) => b.gzipBytes - a.gzipBytes);
  for (const { name, gzipBytes } of largest) console.log(`  ${kb(gzipBytes).padStart(9)}  ${name}`);
}

mkdirSync(cacheFolder, { recursive: true });
const wanted = process.argv.slice(2).map(Number);
const rows: string[][] = [HEADER];
const browser = await launchBrowser();
try {
  const { drag, wheel } = await measureFloor(browser, VIEWPORT, WATCH_PATH, STEPS);
  rows.push(...rowsOf(null, 'floor: one line', { crop: drag, playhead: drag, zoom: wheel }, null).slice(1));
  for (const length of wanted.length > 0 ? wanted : LENGTHS) {
    const sequence = prepareLongSequence(cacheFolder, length);
    console.error(`measuring ${sequence.n_frames.toLocaleString('en-US')} frames`);
    const all = await measureTalkscope(browser, sequence, ALL_LANES);
    rows.push(...rowsOf(sequence.n_frames, 'Talkscope, 9 lanes', all, null));
    const own = await measureTalkscope(browser, sequence, CURVE_LANES);
    rows.push(...rowsOf(sequence.n_frames, 'Talkscope, curves', own, null));
    rows.push(...rowsOf(sequence.n_frames, 'rival, same points', await measureRival(browser, sequence, 'same'), own));
    // Tens of thousands of points would take the rival seconds a step.
    if (sequence.n_frames >= TARGETS.longFrames) continue;
    rows.push(...rowsOf(sequence.n_frames, 'rival, every frame', await measureRival(browser, sequence, 'all'), own));
  }
  const server = await serveDataset({ appFolder, dataset: null, port: 0 });
  const load = await measureFirstLoad(browser, server.url, WATCH_PATH);
  await server.close();

  console.log(
    `Chromium ${browser.version()}, no GPU (software rendering); load average ${loadavg().map(fixed).join(' ')}.`,
  );
  console.log(
    'Times in ms; wall times grow with whatever else this machine does, CPU/step (main thread; of which scripts, style and layout) does so far less.',
  );
  console.log(
    'screen: from the event to the presentation of the frame that shows it, as Chromium reports it (EventLatency), rasterising and compositing included;',
  );
  console.log(
    'event: from event.timeStamp, with the wait for the next frame (0 to 16.7 ms); page: from the first listener; both to the end of the main thread’s paint that shows the step. floor: the same of a page that moves one line and does nothing else.',
  );
  console.log(
    `Targets: page p95 ${TARGETS.shortMs} ms, from ${TARGETS.longFrames.toLocaleString('en-US')} frames on ${TARGETS.longMs} ms; no task above ${TARGETS.longTaskMs} ms. Ratios: rival over Talkscope with curves alone.\n`,
  );
  for (const line of formatTable(
    rows,
    HEADER.map((_, index) => index > 2),
  ))
    console.log(line);
  printFirstLoad(load);
} finally {
  await browser.close();
}
