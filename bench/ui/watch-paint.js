/*
 * Runs in the measured page before its own code.
 *
 * Time from an input to the frame that shows it. The first listener of the event (window, capture) reads the marker, an element that the gesture
 * moves; from then on each animation frame looks whether the marker has changed, its own callbacks included: a page that renders later, in a
 * task after the frame, is waited for. That frame posts itself a message, a task of its own, which arrives when style, layout and paint are done
 * on the main thread. Two times end there:
 *   - from `event.timeStamp`, when the browser process made the event. Chromium holds moves and wheels back until the next frame begins, so up
 *     to 16.7 ms of waiting, 8.3 on average, is in it even where the page does nothing;
 *   - from the first listener: what the page itself takes, handlers, React, style, layout, paint.
 * Rasterising and the screen come after both. PerformanceObserver's `event` entries would include them, but they round to 8 ms, leave out what is
 * below 16, and take the next frame for the one that shows the change.
 */
const samples = [];
const longTasks = [];
const paints = { largestMs: null, laneMs: null };
globalThis.watchPaint = { samples, longTasks, paints, reset };

const channel = new MessageChannel();
const request = globalThis.requestAnimationFrame.bind(globalThis);
let watched = null;
let pending = null;

/** Forgets all, and measures events of one kind by the element that they move; a null selector measures nothing. */
function reset(kind, selector) {
  samples.length = 0;
  longTasks.length = 0;
  pending = null;
  watched = selector === null ? null : { kind, selector, element: null };
}

function readMarker() {
  if (watched.element?.isConnected !== true) watched.element = document.querySelector(watched.selector);
  return watched.element?.outerHTML ?? '';
}

function look() {
  if (pending !== null && watched !== null && readMarker() !== pending.before) pending.isShown = true;
}

// The page's own callbacks of a frame run after ours.
globalThis.requestAnimationFrame = (callback) =>
  request((timeMs) => {
    callback(timeMs);
    look();
  });

function tick() {
  look();
  channel.port2.postMessage(null);
}

channel.port1.onmessage = () => {
  if (pending === null) return;
  if (!pending.isShown) {
    request(tick);
    return;
  }
  const paintedMs = performance.now();
  samples.push({ fromEventMs: paintedMs - pending.eventMs, fromListenerMs: paintedMs - pending.listenerMs });
  pending = null;
};

function note(event) {
  // Several events may be shown by one frame: the oldest has waited longest.
  if (pending !== null || event.type !== watched?.kind) return;
  pending = { eventMs: event.timeStamp, listenerMs: performance.now(), before: readMarker(), isShown: false };
  request(tick);
}
for (const type of ['pointermove', 'wheel']) addEventListener(type, note, { capture: true, passive: true });

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push({ startMs: startTime, durationMs: duration });
}).observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => {
  paints.largestMs = list.getEntries().at(-1)?.startTime ?? paints.largestMs;
}).observe({ type: 'largest-contentful-paint', buffered: true });

// A curve is the first thing in a lane that is there only when it is drawn.
const drawn = new MutationObserver(() => {
  if (document.querySelector('section[data-lane-id] path.recharts-line-curve') === null) return;
  paints.laneMs = performance.now();
  drawn.disconnect();
});
drawn.observe(document, { childList: true, subtree: true });
