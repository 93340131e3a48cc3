import type { Browser, Page } from '@playwright/test';

/** Chromium's own reports of the way from input events to the screen. */
export interface LatencyTrace {
  /** Times in ms of all events of a kind whose handling changed what is shown. */
  stop(kind: 'pointermove' | 'wheel'): Promise<number[]>;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly pid: number;
  readonly id2?: { readonly local?: string };
  readonly args: { readonly event_latency?: { readonly event_type?: string } };
}

const TYPES: Readonly<Record<'pointermove' | 'wheel', RegExp>> = {
  pointermove: /MOUSE_(MOVED|DRAGGED)/,
  wheel: /WHEEL|PINCH|SCROLL/,
};

const PRESENTED = 'SubmitCompositorFrameToPresentationCompositorFrame';

/** `EventLatency` of the compositor: from the time when the browser process made the event to the presentation of the frame with its effect. */
export async function startLatencyTrace(page: Page): Promise<LatencyTrace> {
  const browser = page.context().browser() as Browser;
  await browser.startTracing(page, { categories: ['-*', 'input'] });
  return {
    async stop(kind) {
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
      const open = new Map<string, number>();
      // An event whose handling changed nothing by the next frame has a report too, which ends without a presentation.
      const presented = new Set<string>();
      const latenciesMs: number[] = [];
      for (const { name, ph, ts, pid, id2, args } of traceEvents) {
        const id = `${pid} ${id2?.local ?? ''}`;
        if (name === PRESENTED && open.has(id)) presented.add(id);
        if (name !== 'EventLatency') continue;
        const start = open.get(id);
        if (ph === 'b' && TYPES[kind].test(args.event_latency?.event_type ?? '')) open.set(id, ts);
        else if (ph === 'e' && start !== undefined) {
          if (presented.delete(id)) latenciesMs.push((ts - start) / 1000);
          open.delete(id);
        }
      }
      return latenciesMs;
    },
  };
}
