import {
  countReads,
  describeReads,
  type EpochPlan,
  expectedReads,
  type ReadsProfile,
  startsOfSequence,
} from '../core/sample/coverage.ts';
import type { DatasetCoverage } from '../core/sample/dataset-coverage.ts';
import { formatTable, type Output } from './output.ts';

/** What `coverage` found. */
export interface CoverageReport {
  readonly name: string;
  /** Null where the dataset has no split: then all sequences, in the store's order. */
  readonly split: string | null;
  readonly plan: EpochPlan;
  /** Entries of sequences shorter than a crop. */
  readonly tooShort: readonly string[];
  readonly exact: DatasetCoverage;
  readonly simulated: DatasetCoverage;
  readonly entry: EntryCoverage | null;
}

export interface EntryCoverage {
  readonly entry: string;
  readonly nFrames: number;
  /** Null where the sequence is shorter than a crop. */
  readonly reads: {
    readonly shape: ReadsProfile;
    /** Expected reads of each frame in an epoch. */
    readonly expected: Float64Array;
    /** Mean reads of each frame over the epochs drawn. */
    readonly simulated: Float64Array;
    /** First frame of the crop of each epoch. */
    readonly starts: Int32Array;
  } | null;
}

/** Frames at either end that a report sums up, a second at 25 fps. */
const EDGE_FRAMES = 25;

export function describeEntry(entry: string, index: number, starts: Int32Array, plan: EpochPlan): EntryCoverage {
  const { strategy, cropFrames, epochs } = plan;
  const nFrames = plan.nFrames[index] as number;
  const expected = expectedReads(strategy, nFrames, cropFrames);
  const shape = describeReads(strategy, nFrames, cropFrames);
  if (expected === null || shape === null) return { entry, nFrames, reads: null };
  const own = startsOfSequence(starts, plan.nFrames.length, index);
  const counts = countReads(own, nFrames, cropFrames);
  return {
    entry,
    nFrames,
    reads: { shape, expected, simulated: Float64Array.from(counts, (count) => count / epochs), starts: own },
  };
}

export function coverageToJson({ split, plan, tooShort, exact, simulated, entry }: CoverageReport) {
  return {
    split,
    strategy: plan.strategy,
    crop_frames: plan.cropFrames,
    seed: plan.strategy === 'random' ? plan.seed : null,
    epochs: plan.epochs,
    too_short: tooShort,
    exact: datasetToJson(exact),
    simulated: datasetToJson(simulated),
    entry:
      entry === null
        ? null
        : {
            entry: entry.entry,
            n_frames: entry.nFrames,
            start_count: entry.reads?.shape.startCount ?? 0,
            middle_reads: entry.reads?.shape.middleReads ?? null,
            middle_frames: entry.reads?.shape.middleFrames ?? null,
            expected: entry.reads === null ? null : Array.from(entry.reads.expected),
            simulated: entry.reads === null ? null : Array.from(entry.reads.simulated),
            starts: entry.reads === null ? null : Array.from(entry.reads.starts),
          },
  };
}

function datasetToJson(coverage: DatasetCoverage) {
  return {
    sequences: coverage.sequences,
    frames: coverage.frames,
    too_short: coverage.tooShort,
    too_short_frames: coverage.tooShortFrames,
    mean_reads: coverage.meanReads,
    never_read: coverage.neverRead,
    rarely_read: coverage.rarelyRead,
    rare_share: coverage.rareShare,
    edges: Array.from(coverage.edges),
    counts: Array.from(coverage.counts),
    edge_reads: Array.from(coverage.edgeReads),
  };
}

export function printCoverage(report: CoverageReport, output: Output): void {
  const { plan, exact, simulated, tooShort } = report;
  output.print(
    `${report.split ?? 'all sequences'}, crop ${plan.strategy}, ${plan.cropFrames} frames, one crop of each sequence an epoch`,
  );
  const epochs = `${count(plan.epochs)} ${plan.epochs === 1 ? 'epoch' : 'epochs'}`;
  const row = (what: string, read: (coverage: DatasetCoverage) => string) => [what, read(exact), read(simulated)];
  const drawn = plan.strategy === 'random' ? `${epochs}, seed ${plan.seed}` : epochs;
  const table = [
    ['', 'expected', drawn],
    row('sequences', ({ sequences }) => count(sequences)),
    row('frames', ({ frames }) => count(frames)),
    row('mean reads of a frame in an epoch', ({ meanReads }) => figure(meanReads)),
    row('frames never read', ({ neverRead, frames }) => countAndShare(neverRead, frames)),
    row(`frames read less than ${exact.rareShare * 100} % as often as the middle`, ({ rarelyRead, frames }) =>
      countAndShare(rarelyRead, frames),
    ),
    row('frame 0 against the middle', ({ edgeReads }) => percent(edgeReads[0] ?? Number.NaN)),
    row(`first ${EDGE_FRAMES} frames against the middle`, ({ edgeReads }) => percent(meanOfFirst(edgeReads))),
  ];
  for (const line of formatTable(table, [false, true, true])) output.print(line);
  if (tooShort.length > 0) {
    const frames = count(exact.tooShortFrames);
    output.print(`never read, shorter than a crop: ${tooShort.join(', ')} (${frames} frames)`);
  }
  if (report.entry !== null) printEntry(report.entry, output);
}

function printEntry({ entry, nFrames, reads }: EntryCoverage, output: Output): void {
  output.print('');
  if (reads === null) {
    output.print(`${entry}: ${count(nFrames)} frames, shorter than a crop, never read`);
    return;
  }
  const { shape, expected, simulated } = reads;
  const [first, end] = shape.middleFrames;
  output.print(`${entry}: ${count(nFrames)} frames, ${count(shape.startCount)} possible starts`);
  const rows = [
    ['frames', 'reads an epoch', 'against the middle', 'drawn'],
    edgeRow('0', expected.subarray(0, 1), simulated.subarray(0, 1), shape),
    edgeRow(`[0,${EDGE_FRAMES})`, expected.subarray(0, EDGE_FRAMES), simulated.subarray(0, EDGE_FRAMES), shape),
    edgeRow(`[${first},${end})`, expected.subarray(first, end), simulated.subarray(first, end), shape),
    edgeRow(String(nFrames - 1), expected.subarray(nFrames - 1), simulated.subarray(nFrames - 1), shape),
  ];
  for (const line of formatTable(rows, [false, true, true, true])) output.print(line);
}

function edgeRow(frames: string, expected: Float64Array, drawn: Float64Array, { middleReads }: ReadsProfile): string[] {
  const mean = meanOf(expected);
  return [frames, figure(mean), percent(mean / middleReads), figure(meanOf(drawn))];
}

function meanOfFirst(reads: Float64Array): number {
  return meanOf(reads.subarray(0, EDGE_FRAMES));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countAndShare(frames: number, of: number): string {
  return `${count(frames)} (${percent(frames / of)})`;
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(5);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(share * 100).toFixed(2)} %`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
