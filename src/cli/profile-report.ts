import type { Problem } from '../core/errors.ts';
import type { DatasetTotals, SetTotals } from '../core/profile/dataset-totals.ts';
import { describeDistribution } from '../core/profile/distribution.ts';
import { mapMotion } from '../core/profile/motion-map.ts';
import { MOTION_STATISTICS } from '../core/profile/motion-statistics.ts';
import { DISTRIBUTION_KEYS, PROFILE_FIGURES, profileFigure } from '../core/profile/profile-figures.ts';
import type { SequenceProfile } from '../core/profile/sequence-profile.ts';
import type { SampleConfig } from '../core/sample/config.ts';
import { formatTable, type Output } from './output.ts';

/** What `profile` found. */
export interface ProfileReport {
  readonly name: string;
  /** Split whose sequences were measured; null for all. */
  readonly split: string | null;
  readonly config: SampleConfig;
  readonly seg_len: number;
  readonly totals: DatasetTotals;
  readonly splitsByEntry: ReadonlyMap<string, readonly string[]>;
  readonly profiles: readonly SequenceProfile[];
  readonly problems: readonly Problem[];
}

export const DISTRIBUTION_BINS = 32;

/** JSON: what cannot be told is null. */
export function reportToJson(report: ProfileReport) {
  const { config, totals, profiles } = report;
  const map = mapMotion(profiles);
  return {
    split: report.split,
    fps: config.fps,
    rate: config.rate,
    seg_len: report.seg_len,
    totals: totals.all,
    splits: totals.splits,
    unlisted: totals.unlisted,
    leaks: totals.leaks,
    shared_entries: totals.sharedEntries,
    measured: coverageOf(profiles),
    figures: PROFILE_FIGURES.map(({ key, label, unit }) => ({ key, label, unit })),
    distributions: Object.fromEntries(
      PROFILE_FIGURES.map(({ key, scale, read }) => {
        const { edges, counts, leftOutCount, ...figures } = describeDistribution(
          profiles.map(read),
          scale,
          DISTRIBUTION_BINS,
        );
        return [key, { ...figures, left_out: leftOutCount, edges: Array.from(edges), counts: Array.from(counts) }];
      }),
    ),
    map:
      map === null
        ? null
        : {
            statistics: MOTION_STATISTICS.map(({ key }) => key),
            explained: Array.from(map.explained),
            loadings: map.loadings.map((weights) => Array.from(weights)),
            left_out: map.leftOutCount,
          },
    sequences: profiles.map((profile, row) => ({
      entry: profile.entry,
      splits: report.splitsByEntry.get(profile.entry) ?? [],
      n_frames: profile.n_frames,
      frames_measured: profile.framesMeasured,
      ...Object.fromEntries(PROFILE_FIGURES.map(({ key, read }) => [key, read(profile)])),
      motion: profile.motion,
      map: map === null ? null : map.scores.slice(0, 2).map((scores) => scores[row] ?? null),
      problems: profile.problems,
    })),
    problems: report.problems,
  };
}

/** One row a sequence; what cannot be told is an empty cell. */
export function formatProfileCsv(report: ProfileReport): string {
  const map = mapMotion(report.profiles);
  const header = [
    ...['entry', 'splits', 'n_frames', 'frames_measured'],
    ...PROFILE_FIGURES.map(({ key }) => key),
    ...['map_1', 'map_2', 'problems'],
  ];
  const rows = report.profiles.map((profile, row) => [
    profile.entry,
    (report.splitsByEntry.get(profile.entry) ?? []).join(' '),
    profile.n_frames,
    profile.framesMeasured,
    ...PROFILE_FIGURES.map(({ read }) => read(profile)),
    map?.scores[0]?.[row] ?? Number.NaN,
    map?.scores[1]?.[row] ?? Number.NaN,
    profile.problems.count,
  ]);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** RFC 4180. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function printProfileReport(report: ProfileReport, output: Output): void {
  const { totals, config } = report;
  printTotals(totals, config.fps, report.seg_len, output);
  const { sequences, frames, framesTotal } = coverageOf(report.profiles);
  output.print('');
  output.print(
    `measured ${report.split ?? 'all'}: ${count(sequences)} sequences, ${count(frames)} of ${count(framesTotal)} frames`,
  );
  printDistributions(report.profiles, output);
  output.print('');
  printSequences(report, output);
}

function printTotals(totals: DatasetTotals, fps: number, seg_len: number, output: Output): void {
  const cells = (name: string, { sequences, seconds, frames, clips, people }: SetTotals) => [
    name,
    count(sequences),
    (seconds / 3600).toFixed(3),
    count(frames),
    count(clips),
    count(people),
  ];
  const rows = [
    ['split', 'sequences', `hours at ${fps} fps`, 'frames', `clips of ${seg_len}`, 'people'],
    ...totals.splits.map((split) => cells(split.name, split)),
    ...(totals.unlisted === null ? [] : [cells('in no split', totals.unlisted)]),
    cells('all', totals.all),
  ];
  for (const line of formatTable(rows, [false, true, true, true, true, true])) output.print(line);
  const unknown = totals.all.unknownLengths;
  if (unknown > 0) output.print(`${count(unknown)} of these sequences have no readable length and add nothing else`);
  for (const { person, splits } of totals.leaks) {
    const shares = splits.map(({ name, entries }) => `${name} (${count(entries.length)})`).join(', ');
    output.print(`leak: ${person} is in ${shares}`);
  }
  for (const entry of totals.sharedEntries) output.print(`leak: the sequence ${entry} is in more than one split`);
}

function printDistributions(profiles: readonly SequenceProfile[], output: Output): void {
  const rows = [['figure', 'unit', 'known', 'min', '5 %', 'median', '95 %', 'max']];
  for (const { label, unit, decimals, scale, read } of PROFILE_FIGURES) {
    const found = describeDistribution(profiles.map(read), scale, 1);
    const figures = [found.min, found.low, found.median, found.high, found.max];
    rows.push([label, unit, count(found.count), ...figures.map((value) => figure(value, decimals))]);
  }
  for (const line of formatTable(rows, [false, false, true, true, true, true, true, true])) output.print(line);
}

function printSequences({ profiles, splitsByEntry }: ProfileReport, output: Output): void {
  const shown = [...DISTRIBUTION_KEYS, 'lag', 'lag_r'] as const;
  const figures = shown.map(profileFigure);
  const header = ['sequence', 'splits', 'frames', ...figures.map(({ label, unit }) => `${label} ${unit}`)];
  const rows = profiles.map((profile) => [
    profile.entry,
    (splitsByEntry.get(profile.entry) ?? []).join(' '),
    profile.framesMeasured === profile.n_frames
      ? count(profile.n_frames)
      : `${count(profile.framesMeasured)} of ${count(profile.n_frames)}`,
    ...figures.map(({ decimals, read }) => figure(read(profile), decimals)),
  ]);
  for (const line of formatTable([header, ...rows], [false, false, ...header.slice(2).map(() => true)])) {
    output.print(line);
  }
}

function coverageOf(profiles: readonly SequenceProfile[]) {
  return {
    sequences: profiles.length,
    frames: profiles.reduce((sum, { framesMeasured }) => sum + framesMeasured, 0),
    framesTotal: profiles.reduce((sum, { n_frames }) => sum + n_frames, 0),
  };
}

function figure(value: number, decimals: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(decimals);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
