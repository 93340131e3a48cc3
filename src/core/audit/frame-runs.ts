/** Longest-possible runs of frames for which `holds`, at least `least` long, half-open and counted from 0. */
export function findRuns(frameCount: number, least: number, holds: (frame: number) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (let frame = 0; frame <= frameCount; frame++) {
    if (frame < frameCount && holds(frame)) {
      if (start < 0) start = frame;
      continue;
    }
    if (start >= 0 && frame - start >= least) runs.push([start, frame]);
    start = -1;
  }
  return runs;
}

/** Joins runs that lie less than `gap` frames apart. */
export function joinNearRuns(runs: readonly (readonly [number, number])[], gap: number): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of runs) {
    const last = joined.at(-1);
    if (last !== undefined && start - last[1] < gap) last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}
