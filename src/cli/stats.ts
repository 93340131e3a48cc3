import { describeProblem } from '../core/errors.ts';
import { formatNpz } from '../core/formats/npz.ts';
import { compareStatistics } from '../core/statistics/compare-statistics.ts';
import { clampNearZeroStd } from '../core/statistics/near-zero-std.ts';
import { toStatisticsArrays } from '../core/statistics/stats-file.ts';
import { formatTable, type Output } from './output.ts';
import { writePlot } from './plot-file.ts';
import { writeResultFile } from './result-file.ts';
import type { StatsArguments } from './stats-arguments.ts';
import { comparisonToJson, type NamedComparison, printComparison } from './stats-comparison.ts';
import { type Measured, measureSource } from './stats-measure.ts';
import { readOther } from './stats-other.ts';
import { plotComparison } from './stats-plot.ts';
import { findUnusable } from './stats-unusable.ts';

/** `stats`: per-dimension mean, std, min and max of a split, and how they differ from others. Exit status 1 where some are no finite numbers. */
export async function stats(command: StatsArguments, output: Output): Promise<number> {
  const measured = await measureSource(command.source, command, output);
  if (command.output !== null) writeResultFile(command.output, formatNpz(savedArrays(command, measured)));
  const comparison = command.against === null ? null : await compare(command, command.against, measured, output);
  if (command.json) {
    const found = toJson(command, measured);
    output.print(JSON.stringify(comparison === null ? found : { ...found, comparison: comparisonToJson(comparison) }));
  } else if (comparison === null) {
    printTable(command, measured, output);
  } else {
    printComparison(describeMeasured(command, measured), comparison, output);
  }
  const unusable = findUnusable(measured, command.source);
  for (const problem of unusable) output.report(`talkscope: ${describeProblem(problem)}`);
  return unusable.length > 0 ? 1 : 0;
}

async function compare(
  command: StatsArguments,
  against: string,
  measured: Measured,
  output: Output,
): Promise<NamedComparison> {
  const other = await readOther(against, measured.statistics, command, output);
  const names = { referenceName: against, candidateName: command.source };
  const comparison = { ...compareStatistics(other, measured.statistics, names), against };
  if (command.plot !== null) {
    await writePlot(
      command.plot,
      plotComparison(other, measured.statistics, comparison, describeMeasured(command, measured)),
    );
  }
  return comparison;
}

function savedArrays({ clampStd }: StatsArguments, { statistics }: Measured) {
  return toStatisticsArrays(clampStd === null ? statistics : clampNearZeroStd(statistics, clampStd));
}

function toJson({ method, split }: StatsArguments, { count, statistics }: Measured) {
  const coef = Object.fromEntries(
    [...statistics].map(([name, { mean, std, min, max }]) => [
      name,
      { mean: Array.from(mean), std: Array.from(std), min: Array.from(min), max: Array.from(max) },
    ]),
  );
  return { count, method, split, coef };
}

function describeMeasured({ method, split }: StatsArguments, { count }: Measured): string {
  return `${split}, ${method}, ${count.toLocaleString('en-US')} frames`;
}

function printTable(command: StatsArguments, measured: Measured, output: Output): void {
  output.print(describeMeasured(command, measured));
  const rows = [['dim', 'mean', 'std', 'min', 'max']];
  for (const [name, { mean, std, min, max }] of measured.statistics) {
    for (let dim = 0; dim < mean.length; dim++) {
      rows.push([
        `${name} ${dim}`,
        ...[mean, std, min, max].map((values) => (values[dim] ?? Number.NaN).toPrecision(7)),
      ]);
    }
  }
  for (const line of formatTable(rows, [false, true, true, true, true])) output.print(line);
}
