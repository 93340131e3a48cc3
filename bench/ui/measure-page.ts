import type { CDPSession, Page } from '@playwright/test';
import { summarizeTimes } from '../timing.ts';
import { startLatencyTrace } from './latency-trace.ts';

/** What one gesture cost. Times in ms. */
export interface GestureFigures {
  /** Frames that showed at least one step. */
  readonly frames: number;
  /** From the event's own time to the presentation of the frame that shows it, as Chromium reports it. */
  readonly toScreen: { readonly medianMs: number; readonly p95Ms: number };
  /** From the event's own time, with the wait for the next frame. */
  readonly fromEvent: { readonly medianMs: number; readonly p95Ms: number };
  /** From the page's first listener. */
  readonly fromListener: { readonly medianMs: number; readonly p95Ms: number };
  /** Processor time of the main thread a step, of which scripts, and style with layout; other processes do not count. */
  readonly cpu: CpuTime;
  /** Tasks of more than 50 ms of wall time, the longest first. */
  readonly longTasksMs: readonly number[];
}

/** Processor time of the main thread in ms. */
export interface CpuTime {
  readonly taskMs: number;
  readonly scriptMs: number;
  readonly styleMs: number;
}

interface WatchedPaint {
  readonly samples: { readonly fromEventMs: number; readonly fromListenerMs: number }[];
  readonly longTasks: { readonly startMs: number; readonly durationMs: number }[];
  readonly paints: { readonly largestMs: number | null; readonly laneMs: number | null };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Gesture {
  readonly kind: 'pointermove' | 'wheel';
  /** Selector of an element that every step changes. */
  readonly marker: string;
  readonly steps: number;
  begin(): Promise<void>;
  step(index: number): Promise<void>;
  end(): Promise<void>;
}

const STEP_MS = 20;
/** The main thread counts as quiet below this in one second. */
const QUIET_CPU_MS = 40;
const QUIET_TIMEOUT_MS = 120_000;

/** Metrics count processor time of the main thread, not wall time, from here on. */
export async function startCpuClock(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

export async function measureGesture(page: Page, session: CDPSession, gesture: Gesture): Promise<GestureFigures> {
  await gesture.begin();
  await page.waitForTimeout(100);
  const latencies = await startLatencyTrace(page);
  await page.evaluate(`watchPaint.reset('${gesture.kind}', '${gesture.marker}')`);
  const before = await readCpu(session);
  for (let index = 0; index < gesture.steps; index++) {
    await gesture.step(index);
    await page.waitForTimeout(STEP_MS);
  }
  await page.waitForTimeout(300);
  const after = await readCpu(session);
  const latenciesMs = await latencies.stop(gesture.kind);
  await gesture.end();
  // What follows the gesture, such as charts drawn in full once the view rests, may be a long task too.
  await page.waitForTimeout(500);
  const { samples, longTasks } = await readWatch(page);
  await page.evaluate('watchPaint.reset(null, null)');
  const aStep = (field: keyof CpuTime) => (after[field] - before[field]) / gesture.steps;
  return {
    frames: samples.length,
    toScreen: summarizeTimes(latenciesMs),
    fromEvent: summarizeTimes(samples.map(({ fromEventMs }) => fromEventMs)),
    fromListener: summarizeTimes(samples.map(({ fromListenerMs }) => fromListenerMs)),
    cpu: { taskMs: aStep('taskMs'), scriptMs: aStep('scriptMs'), styleMs: aStep('styleMs') },
    longTasksMs: longTasks.map(({ durationMs }) => durationMs).sort((a, b) => b - a),
  };
}

export async function readWatch(page: Page): Promise<WatchedPaint> {
  return (await page.evaluate('watchPaint')) as WatchedPaint;
}

/** Until the main thread has had next to nothing to do for a second. */
export async function waitUntilQuiet(page: Page, session: CDPSession): Promise<void> {
  const endMs = Date.now() + QUIET_TIMEOUT_MS;
  for (let before = (await readCpu(session)).taskMs; Date.now() < endMs; ) {
    await page.waitForTimeout(1000);
    const now = (await readCpu(session)).taskMs;
    if (now - before < QUIET_CPU_MS) return;
    before = now;
  }
}

/** A drag from one point to another and back, as often as the steps take. */
export function createDrag(page: Page, marker: string, from: Point, to: Point, steps: number): Gesture {
  const turn = Math.ceil(steps / 2);
  return {
    kind: 'pointermove',
    marker,
    steps,
    async begin() {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
    },
    async step(index) {
      const share = (index < turn ? index + 1 : steps - index - 1) / turn;
      await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    },
    end: () => page.mouse.up(),
  };
}

/** Half of the steps zoom in about a point, the other half out again. */
export function createWheelZoom(page: Page, marker: string, at: Point, steps: number, notchPx: number): Gesture {
  return {
    kind: 'wheel',
    marker,
    steps,
    async begin() {
      await page.mouse.move(at.x, at.y);
      await page.keyboard.down('Control');
    },
    step: (index) => page.mouse.wheel(0, index < steps / 2 ? -notchPx : notchPx),
    end: () => page.keyboard.up('Control'),
  };
}

async function readCpu(session: CDPSession): Promise<CpuTime> {
  const { metrics } = await session.send('Performance.getMetrics');
  const ms = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  return {
    taskMs: ms('TaskDuration'),
    scriptMs: ms('ScriptDuration'),
    styleMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
  };
}
