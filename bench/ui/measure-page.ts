import type { CDPSession, Page } from '@playwright/test';
import { summarizeTimes } from '../timing.ts';

/** What one gesture cost. Times in ms. */
export interface GestureFigures {
  /** Frames that showed at least one step. */
  readonly frames: number;
  /** From the event's own time, with the wait for the next frame. */
  readonly fromEvent: { readonly medianMs: number; readonly p95Ms: number };
  /** From the page's first listener. */
  readonly fromListener: { readonly medianMs: number; readonly p95Ms: number };
  /** Processor time of the main thread a step; other processes do not count. */
  readonly cpuMs: number;
  /** Tasks of more than 50 ms of wall time, the longest first. */
  readonly longTasksMs: readonly number[];
}

interface WatchedPaint {
  readonly samples: { readonly kind: string; readonly fromEventMs: number; readonly fromListenerMs: number }[];
  readonly longTasks: { readonly startMs: number; readonly durationMs: number }[];
  readonly paints: { readonly largestMs: number | null; readonly laneMs: number | null };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Gesture {
  readonly kind: 'pointermove' | 'wheel';
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
  await page.evaluate('watchPaint.samples.length = 0; watchPaint.longTasks.length = 0');
  const cpuBeforeMs = await readCpuMs(session);
  for (let index = 0; index < gesture.steps; index++) {
    await gesture.step(index);
    await page.waitForTimeout(STEP_MS);
  }
  const cpuMs = (await readCpuMs(session)) - cpuBeforeMs;
  await gesture.end();
  // What follows the gesture, such as charts drawn in full once the view rests, may be a long task too.
  await page.waitForTimeout(500);
  const { samples, longTasks } = await readWatch(page);
  const ofKind = samples.filter(({ kind }) => kind === gesture.kind);
  return {
    frames: ofKind.length,
    fromEvent: summarizeTimes(ofKind.map(({ fromEventMs }) => fromEventMs)),
    fromListener: summarizeTimes(ofKind.map(({ fromListenerMs }) => fromListenerMs)),
    cpuMs: cpuMs / gesture.steps,
    longTasksMs: longTasks.map(({ durationMs }) => durationMs).sort((a, b) => b - a),
  };
}

export async function readWatch(page: Page): Promise<WatchedPaint> {
  return (await page.evaluate('watchPaint')) as WatchedPaint;
}

/** Until the main thread has had next to nothing to do for a second. */
export async function waitUntilQuiet(page: Page, session: CDPSession): Promise<void> {
  const endMs = Date.now() + QUIET_TIMEOUT_MS;
  for (let before = await readCpuMs(session); Date.now() < endMs; ) {
    await page.waitForTimeout(1000);
    const now = await readCpuMs(session);
    if (now - before < QUIET_CPU_MS) return;
    before = now;
  }
}

/** A drag from one point to another and back, as often as the steps take. */
export function createDrag(page: Page, from: Point, to: Point, steps: number): Gesture {
  const turn = Math.ceil(steps / 2);
  return {
    kind: 'pointermove',
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
export function createWheelZoom(page: Page, at: Point, steps: number, notchPx: number): Gesture {
  return {
    kind: 'wheel',
    steps,
    async begin() {
      await page.mouse.move(at.x, at.y);
      await page.keyboard.down('Control');
    },
    step: (index) => page.mouse.wheel(0, index < steps / 2 ? -notchPx : notchPx),
    end: () => page.keyboard.up('Control'),
  };
}

async function readCpuMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}
