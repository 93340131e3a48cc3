import type { DatasetCoverage, SequenceCoverage } from '../../state/overview/coverage-model.ts';
import type { CoveragePoint } from '../charts/coverage-chart.tsx';

/** What the chart draws and the ends of its axes. */
export interface CoveragePlot {
  readonly points: readonly CoveragePoint[];
  readonly xEnd: number;
  readonly yEnd: number;
  readonly isStepped: boolean;
}

/** A place a frame, or no more than `columns` places: then the mean of the simulated and the expected reads between two of them. */
export function plotSequence(coverage: SequenceCoverage, columns: number): CoveragePlot {
  const { expected, simulated, n_frames } = coverage;
  const places = Math.max(1, Math.min(n_frames, columns));
  const points: CoveragePoint[] = [];
  for (let place = 0; place < places; place++) {
    const first = Math.floor((place * n_frames) / places);
    const end = Math.floor(((place + 1) * n_frames) / places);
    points.push(pointOf(first, meanOf(expected, first, end), simulated && meanOf(simulated, first, end)));
  }
  const last = points.at(-1);
  if (last !== undefined) points.push({ ...last, x: n_frames });
  const most = points.reduce(
    (largest, point) => Math.max(largest, point.expected, point.simulated ?? 0),
    coverage.shape.middleReads,
  );
  return { points, xEnd: n_frames, yEnd: most * 1.05, isStepped: coverage.strategy !== 'random' };
}

/** A step a tenth of a read: which share of all frames is read so often. */
export function plotDataset({ counts, simulatedCounts, frames }: DatasetCoverage): CoveragePlot {
  const shareOf = (count: number | undefined) => (100 * (count ?? 0)) / Math.max(frames, 1);
  const points = Array.from(counts, (count, bin) =>
    pointOf(bin / counts.length, shareOf(count), simulatedCounts && shareOf(simulatedCounts[bin])),
  );
  const last = points.at(-1);
  if (last !== undefined) points.push({ ...last, x: 1 });
  const most = points.reduce((largest, point) => Math.max(largest, point.expected, point.simulated ?? 0), 0);
  return { points, xEnd: 1, yEnd: Math.max(most * 1.05, 1), isStepped: true };
}

function pointOf(x: number, expected: number, simulated: number | null): CoveragePoint {
  return simulated === null ? { x, expected } : { x, expected, simulated };
}

function meanOf(values: Float64Array, first: number, end: number): number {
  let sum = 0;
  for (let i = first; i < end; i++) sum += values[i] as number;
  return sum / (end - first);
}
