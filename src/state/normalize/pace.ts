/** Between two updates of the page while a pass runs: often enough to look alive, seldom enough for 60 frames a second. */
const UPDATE_MS = 250;

/** Calls `show` at once and then at most every `UPDATE_MS`; what comes too early is left to the next call. */
export function createPace(show: () => void, now: () => number = () => performance.now()): () => void {
  let shownMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - shownMs < UPDATE_MS) return;
    show();
    shownMs = now();
  };
}
