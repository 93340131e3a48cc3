import { writeFileSync } from 'node:fs';
import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { formatNpz } from '../core/formats/npz.ts';
import { type CoefficientStatistics, finalizePooled } from '../core/statistics/coefficient-statistics.ts';
import { entriesOfSplit, measureEntries, readSequenceRows } from '../core/statistics/dataset-statistics.ts';
import { estimateByRandomCrops } from '../core/statistics/random-crop-estimator.ts';
import { toStatisticsArrays } from '../core/statistics/stats-file.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import type { StatsCommand } from './arguments.ts';
import { formatTable, type Output } from './output.ts';

interface Measured {
  /** Frames that went in, counted as often as they were read. */
  readonly count: number;
  readonly statistics: CoefficientStatistics;
}

/** `stats`: per-dimension mean, std, min and max of a split. Returns the exit status. */
export async function stats(command: StatsCommand, output: Output): Promise<number> {
  const dataset = openDataset(await openDatasetParts(command.source));
  const entries = entriesOfSplit(dataset, command.split);
  const measured =
    command.method === 'random-crop'
      ? measureByRandomCrops(dataset, entries, command, output)
      : measurePooled(dataset, entries, command.method === 'sample' ? 1 : 0, output);
  output.progress(null);
  if (command.output !== null) writeFileSync(command.output, formatNpz(toStatisticsArrays(measured.statistics)));
  if (command.json) {
    output.print(JSON.stringify(toJson(command, measured)));
  } else {
    printTable(command, measured, output);
  }
  return 0;
}

function measurePooled(dataset: Dataset, entries: readonly string[], ddof: 0 | 1, output: Output): Measured {
  const moments = measureEntries(dataset, entries, (done) =>
    output.progress(`statistics: ${done} of ${entries.length} sequences`),
  );
  const [first] = moments.values();
  return { count: first?.count ?? 0, statistics: finalizePooled(moments, ddof) };
}

function measureByRandomCrops(
  dataset: Dataset,
  entries: readonly string[],
  { rounds, window, seed }: StatsCommand,
  output: Output,
): Measured {
  const statistics = estimateByRandomCrops({
    entries: entries.map((entry) => ({ entry, nFrames: readFrameCount(dataset.store, entry) })),
    groups: dataset.groups,
    rounds,
    windowFrames: window,
    seed,
    readRows: (entry, group, startFrame, endFrame) => readSequenceRows(dataset, entry, group, startFrame, endFrame),
    onProgress: (done: number, total: number) => output.progress(`statistics: ${done} of ${total} windows`),
  });
  return { count: rounds * entries.length * window, statistics };
}

function toJson({ method, split }: StatsCommand, { count, statistics }: Measured) {
  const coef = Object.fromEntries(
    [...statistics].map(([name, { mean, std, min, max }]) => [
      name,
      { mean: Array.from(mean), std: Array.from(std), min: Array.from(min), max: Array.from(max) },
    ]),
  );
  return { count, method, split, coef };
}

function printTable({ method, split }: StatsCommand, { count, statistics }: Measured, output: Output): void {
  output.print(`${split}, ${method}, ${count.toLocaleString('en-US')} frames`);
  const rows = [['dim', 'mean', 'std', 'min', 'max']];
  for (const [name, { mean, std, min, max }] of statistics) {
    for (let dim = 0; dim < mean.length; dim++) {
      rows.push([
        `${name} ${dim}`,
        ...[mean, std, min, max].map((values) => (values[dim] ?? Number.NaN).toPrecision(7)),
      ]);
    }
  }
  for (const line of formatTable(rows, [false, true, true, true, true])) output.print(line);
}
