/*
 * Runs in the measured page before its own code.
 *
 * Time from an input to the frame that shows it: the first listener of the event (window, capture) asks for an animation frame, and that frame's
 * callback posts itself a message. A message is a task of its own, so it arrives when the frame's style, layout and paint are done on the main
 * thread. Two times end there:
 *   - from `event.timeStamp`, when the browser process made the event. Chromium holds moves and wheels back until the next frame begins, so
 *     up to 16.7 ms of waiting, 8.3 on average, is in it even where the page does nothing;
 *   - from the first listener, which is what the page itself takes: handlers, React, style, layout, paint.
 * Rasterising and the screen come after both and are the same for any page. PerformanceObserver's `event` entries would include them, but round
 * to 8 ms and leave out what is below 16.
 */
const samples = [];
const longTasks = [];
const paints = { largestMs: null, laneMs: null };
globalThis.watchPaint = { samples, longTasks, paints };

const channel = new MessageChannel();
let pending = null;
channel.port1.onmessage = () => {
  if (pending === null) return;
  const paintedMs = performance.now();
  samples.push({
    kind: pending.kind,
    fromEventMs: paintedMs - pending.eventMs,
    fromListenerMs: paintedMs - pending.listenerMs,
  });
  pending = null;
};

function note(event) {
  // Several events before one frame are shown by that frame: the oldest has waited longest.
  if (pending !== null) return;
  pending = { kind: event.type, eventMs: event.timeStamp, listenerMs: performance.now() };
  requestAnimationFrame(() => channel.port2.postMessage(null));
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
