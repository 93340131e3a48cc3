/** Milliseconds of each of `count` runs. */
export function timeEach(count: number, run: (index: number) => void): number[] {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    run(index);
    times.push(performance.now() - start);
  }
  return times;
}

export function summarizeTimes(times: readonly number[]): { readonly medianMs: number; readonly p95Ms: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}
