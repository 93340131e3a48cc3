import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import { DataError } from '../core/errors.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { type CoverageStrategy, drawEpochs, type EpochPlan } from '../core/sample/coverage.ts';
import { measureCoverage, simulateCoverage } from '../core/sample/dataset-coverage.ts';
import { entriesOfSplit } from '../core/statistics/dataset-statistics.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { exactly, parse, text, UsageError, wholeNumber } from './argument-parsing.ts';
import type { CliCommand } from './cli-command.ts';
import { plotCoverage } from './coverage-plot.ts';
import { type CoverageReport, coverageToJson, describeEntry, printCoverage } from './coverage-report.ts';
import type { Output } from './output.ts';
import { checkPlotPath, writePlot } from './plot-file.ts';

interface CoverageArguments {
  readonly source: string;
  readonly entry: string | null;
  readonly split: string | null;
  readonly strategy: CoverageStrategy;
  readonly seed: number;
  readonly epochs: number;
  readonly motions: number | undefined;
  readonly json: boolean;
  readonly plot: string | null;
}

const MAX_SEED = 2 ** 32 - 1;
const MAX_COUNT = 1_000_000;

/** `coverage`: how often the crops of an epoch read each frame, expected and simulated. */
export const coverageCommand: CliCommand = {
  name: 'coverage',
  usage: `  coverage SOURCE [--entry E] [--split S] [--crop random|begin|end] [--seed S] [--epochs N] [--motions M]
           [--json] [--plot FILE.svg|FILE.png]
      how often each frame is read in an epoch of one crop a sequence: exactly, and by N epochs of
      numpy's own draws; of the split and of one sequence`,
  prepare(words) {
    const { values, positionals } = parse(words, {
      entry: { type: 'string' },
      split: { type: 'string' },
      crop: { type: 'string' },
      seed: { type: 'string' },
      epochs: { type: 'string' },
      motions: { type: 'string' },
      json: { type: 'boolean' },
      plot: { type: 'string' },
    });
    const [source] = exactly(positionals, ['SOURCE'], 'coverage');
    const plot = text(values, 'plot');
    if (plot !== null) checkPlotPath(plot);
    const command: CoverageArguments = {
      source,
      entry: text(values, 'entry'),
      split: text(values, 'split'),
      strategy: strategyOf(text(values, 'crop') ?? 'random'),
      seed: wholeNumber('--seed', text(values, 'seed') ?? '0', 0, MAX_SEED),
      epochs: wholeNumber('--epochs', text(values, 'epochs') ?? '100', 1, MAX_COUNT),
      motions: values.motions === undefined ? undefined : wholeNumber('--motions', values.motions, 1, MAX_COUNT),
      json: values.json === true,
      plot,
    };
    return (output) => runCoverage(command, output);
  },
};

function strategyOf(crop: string): CoverageStrategy {
  if (crop === 'random' || crop === 'begin' || crop === 'end') return crop;
  throw new UsageError(`--crop takes random, begin or end, found '${crop}'`);
}

async function runCoverage(command: CoverageArguments, output: Output): Promise<number> {
  const parts = await openDatasetParts(command.source);
  const dataset = openDataset(parts);
  const { coef_total_len: cropFrames } = createSampleConfig(
    command.motions === undefined ? {} : { n_motions: command.motions },
  );
  const { split, entries } = chooseEntries(dataset, command.split, command.entry);
  const nFrames = entries.map((entry) => readFrameCount(dataset.store, entry));
  const { strategy, seed, epochs } = command;
  const plan: EpochPlan = { nFrames, strategy, cropFrames, seed, epochs };
  const starts = drawEpochs(plan);
  const report: CoverageReport = {
    name: parts.name,
    split,
    plan,
    tooShort: entries.filter((_, index) => (nFrames[index] ?? 0) < cropFrames),
    exact: measureCoverage(nFrames, { strategy, cropFrames }),
    simulated: simulateCoverage(starts, plan, { strategy, cropFrames }),
    entry: command.entry === null ? null : describeEntry(command.entry, entries.indexOf(command.entry), starts, plan),
  };
  if (command.plot !== null) await writePlot(command.plot, plotCoverage(report));
  if (command.json) output.print(JSON.stringify(coverageToJson(report)));
  else printCoverage(report, output);
  return 0;
}

/** The split that is asked for, or that lists the entry, or train; all sequences where there is no split. The order decides what is drawn for whom. */
function chooseEntries(
  dataset: Dataset,
  split: string | null,
  entry: string | null,
): { readonly split: string | null; readonly entries: readonly string[] } {
  if (split === null && dataset.splits.length === 0) {
    return { split: null, entries: requireEntry([...scanEntries(dataset.store)], entry, dataset.store.name) };
  }
  const listing = dataset.splits.find(({ entries }) => entry !== null && entries.includes(entry));
  const name = split ?? listing?.name ?? 'train';
  return { split: name, entries: requireEntry(entriesOfSplit(dataset, name), entry, `split ${name}`) };
}

function requireEntry(entries: readonly string[], entry: string | null, where: string): readonly string[] {
  if (entry === null || entries.includes(entry)) return entries;
  throw new DataError({
    code: 'entry-unlisted',
    what: 'The sequence is not among those that an epoch reads',
    expected: `one of ${entries.length} entries`,
    found: entry,
    where,
  });
}
