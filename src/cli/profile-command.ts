import { isSourceFault } from '../core/bytes/source-fault.ts';
import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { attempt, type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { DataError, describeProblem, type Problem } from '../core/errors.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { type TotalsRow, totalsOf } from '../core/profile/dataset-totals.ts';
import { profileSequence, type SequenceProfile } from '../core/profile/sequence-profile.ts';
import { createSampleConfig, type SampleConfig } from '../core/sample/config.ts';
import { entriesOfSplit } from '../core/statistics/dataset-statistics.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { exactly, parse, text, wholeNumber } from './argument-parsing.ts';
import type { CliCommand } from './cli-command.ts';
import { listRows } from './listed-rows.ts';
import type { Output } from './output.ts';
import { checkPlotPath, writePlot } from './plot-file.ts';
import { plotProfiles } from './profile-plot.ts';
import { formatProfileCsv, type ProfileReport, printProfileReport, reportToJson } from './profile-report.ts';
import { writeResultFile } from './result-file.ts';

interface ProfileArguments {
  readonly source: string;
  readonly split: string | null;
  readonly fps: number | undefined;
  readonly rate: number | undefined;
  readonly json: boolean;
  readonly csv: string | null;
  readonly plot: string | null;
}

const MAX_RATE = 1_000_000;

/** `profile`: what the sequences of a dataset are like, over every frame. Exit status 1 where something could not be read. */
export const profileCommand: CliCommand = {
  name: 'profile',
  usage: `  profile SOURCE [--split S] [--fps F] [--rate R] [--json] [--csv FILE] [--plot FILE.svg|FILE.png]
      what the sequences are like, over every frame: length, loudness, pitch, jaw, head, expression,
      syllables, sound-jaw lag; totals, splits, people shared between them, distributions`,
  prepare(words) {
    const { values, positionals } = parse(words, {
      split: { type: 'string' },
      fps: { type: 'string' },
      rate: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'string' },
      plot: { type: 'string' },
    });
    const [source] = exactly(positionals, ['SOURCE'], 'profile');
    const plot = text(values, 'plot');
    if (plot !== null) checkPlotPath(plot);
    const count = (option: string) =>
      values[option] === undefined ? undefined : wholeNumber(`--${option}`, values[option], 1, MAX_RATE);
    const command: ProfileArguments = {
      source,
      split: text(values, 'split'),
      fps: count('fps'),
      rate: count('rate'),
      json: values.json === true,
      csv: text(values, 'csv'),
      plot,
    };
    return (output) => runProfile(command, output);
  },
};

async function runProfile(command: ProfileArguments, output: Output): Promise<number> {
  const audioFormats = [await loadMp3Format(), ...AUDIO_FORMATS];
  const parts = await openDatasetParts(command.source);
  const dataset = openDataset(parts, { audioFormats });
  const config = createSampleConfig({
    ...(command.fps === undefined ? {} : { fps: command.fps }),
    ...(command.rate === undefined ? {} : { rate: command.rate }),
  });
  const rows = listRows(dataset);
  const { profiles, problems } = measureAll(dataset, chosenRows(dataset, rows, command.split), config, output);
  const report: ProfileReport = {
    name: parts.name,
    split: command.split,
    config,
    seg_len: dataset.seg_len,
    totals: totalsOf(
      rows,
      dataset.splits.map(({ name }) => name),
      { fps: config.fps, seg_len: dataset.seg_len },
    ),
    splitsByEntry: new Map(rows.map(({ entry, splits }) => [entry, splits])),
    profiles,
    problems,
  };
  if (command.csv !== null) writeResultFile(command.csv, formatProfileCsv(report));
  if (command.plot !== null) await writePlot(command.plot, plotProfiles(report));
  if (command.json) output.print(JSON.stringify(reportToJson(report)));
  else printProfileReport(report, output);
  for (const problem of problems) output.report(`talkscope: ${describeProblem(problem)}`);
  return problems.length > 0 ? 1 : 0;
}

function chosenRows(dataset: Dataset, rows: readonly TotalsRow[], split: string | null): readonly TotalsRow[] {
  if (split === null) return rows;
  const entries = new Set(entriesOfSplit(dataset, split));
  return rows.filter(({ entry }) => entries.has(entry));
}

/** Every sequence, one after the other; `problems` has the first of each sequence that has any. */
function measureAll(
  dataset: Dataset,
  rows: readonly TotalsRow[],
  config: SampleConfig,
  output: Output,
): { readonly profiles: SequenceProfile[]; readonly problems: Problem[] } {
  const reader = createDirectClipReader(dataset);
  const profiles: SequenceProfile[] = [];
  const problems: Problem[] = [];
  for (const [index, { entry }] of rows.entries()) {
    output.progress(`profile: ${index} of ${rows.length} sequences`);
    const measured = attempt(() => profileSequence(dataset, reader, entry, config));
    if ('problem' in measured) {
      if (isSourceFault(measured.problem)) throw new DataError(measured.problem);
      problems.push(measured.problem);
      continue;
    }
    profiles.push(measured.value);
    if (measured.value.problems.first !== null) problems.push(measured.value.problems.first);
  }
  output.progress(null);
  return { profiles, problems };
}
