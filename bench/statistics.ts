import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { formatTable } from '../src/cli/output.ts';
import { ReadBuffer } from '../src/core/bytes/read-buffer.ts';
import { encodeUtf8 } from '../src/core/bytes/utf8.ts';
import { type Dataset, openDataset } from '../src/core/dataset/dataset.ts';
import { clipKey } from '../src/core/dataset/keys.ts';
import { openParts } from '../src/core/dataset/open-store.ts';
import { readFrameCount } from '../src/core/dataset/sequence.ts';
import type { LmdbStore } from '../src/core/lmdb/lmdb-store.ts';
import {
  emptyMoments,
  entriesOfSplit,
  measureEntries,
  mergeByGroup,
} from '../src/core/statistics/dataset-statistics.ts';
import { openFolder } from '../src/platform/node/open-folder.ts';
import { createStatisticsThreads, type StatisticsThreads } from '../src/platform/node/statistics-threads.ts';
import { prepareBigStore, storePathOf } from './big-store.ts';
import { measureLoader, PYTHON } from './python-loader.ts';

/*
 * Pooled statistics over the training split of a generated dataset, against the reference loader and against reading the bytes of the same clips and doing
 * nothing with them. `npm run bench:stats -- 0.15` names its size in GB. Every round runs all variants after each other, and a ratio is the median of the
 * rounds' own, so that what else the machine does hits both sides alike; that of the fastest rounds stands beside it.
 */

const WARM_UP_ROUNDS = 5;
const ROUNDS = 31;
const COLD_ROUNDS = 9;
const LOADER_ROUNDS = 5;

const gigabytes = Number(process.argv[2] ?? 0.15);
const big = prepareBigStore(gigabytes, 'ordered');
if (big === null) throw new Error('no store');
const storePath = storePathOf(big);
const dataset = openDataset(openParts(openFolder(big.folder)));
const train = entriesOfSplit(dataset, 'train');
const frameCounts = train.map((entry) => readFrameCount(dataset.store, entry));
const frames = frameCounts.reduce((sum, count) => sum + count, 0);
const keys = train.flatMap((entry, index) =>
  Array.from({ length: Math.ceil((frameCounts[index] ?? 0) / dataset.seg_len) }, (_, clip) => clipKey(entry, clip)),
);
const ranges = keys.map((key) => rangeOf(dataset, key));
const byteCount = ranges.reduce((sum, { startByte, endByte }) => sum + endByte - startByte, 0);

function rangeOf({ store }: Dataset, key: string): { readonly startByte: number; readonly endByte: number } {
  const range = (store as LmdbStore).file.main.find(encodeUtf8(key))?.valueRange();
  if (range === undefined || range === null) throw new Error(`${key} lies on no pages of its own`);
  return range;
}

/** The least that anything can take: no look-up of keys, no check whether the file has changed. */
function readIntoOneBuffer(): void {
  const buffer = new Uint8Array(Math.max(...ranges.map(({ startByte, endByte }) => endByte - startByte)));
  const descriptor = openSync(storePath, 'r');
  for (const { startByte, endByte } of ranges) readSync(descriptor, buffer, 0, endByte - startByte, startByte);
  closeSync(descriptor);
}

/** Every value as the statistics read it: found by its key, into one buffer, and nothing done with it. */
function readValues(): void {
  const buffer = new ReadBuffer();
  for (const key of keys) dataset.store.get(key, buffer);
}

async function measureInThreads(threads: StatisticsThreads): Promise<void> {
  let pooled = emptyMoments(dataset);
  const jobs = train.map((entry) => ({ kind: 'moments', entry }) as const);
  await threads.run(jobs, (moments) => {
    pooled = mergeByGroup(pooled, moments);
  });
}

type Times = Record<'oneBuffer' | 'values' | 'one' | 'two', number[]>;

async function timeRounds(rounds: number, two: StatisticsThreads, before: () => void): Promise<Times> {
  const variants = {
    oneBuffer: readIntoOneBuffer,
    values: readValues,
    one: () => void measureEntries(dataset, train),
    two: () => measureInThreads(two),
  };
  const times: Times = { oneBuffer: [], values: [], one: [], two: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(variants)) {
      before();
      const start = performance.now();
      await run();
      times[name as keyof Times].push(performance.now() - start);
    }
  }
  return times;
}

/** Drops the file's pages from the page cache; false where this machine does not let us. */
function evict(): boolean {
  const code =
    'import os, sys; f = os.open(sys.argv[1], os.O_RDONLY); os.posix_fadvise(f, 0, 0, os.POSIX_FADV_DONTNEED)';
  try {
    execFileSync(PYTHON, ['-c', code, storePath], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** E.g. `1.62 (fastest 1.71)`. */
function ratio(times: readonly number[], others: readonly number[]): string {
  const ofRounds = median(times.map((time, round) => time / (others[round] ?? Number.NaN)));
  const ofFastest = Math.min(...times) / Math.min(...others);
  return `${ofRounds.toFixed(2)} (fastest ${ofFastest.toFixed(2)})`;
}

const rows: string[][] = [['', 'median', 'fastest', 'frames/s', 'GB/s', 'ratio, target']];

function addRow(name: string, times: readonly number[], note: string): void {
  const ms = median(times);
  const perSecond = Math.round((frames / ms) * 1000).toLocaleString('en-US');
  rows.push([
    name,
    `${ms.toFixed(1)} ms`,
    `${Math.min(...times).toFixed(1)} ms`,
    perSecond,
    (byteCount / ms / 1e6).toFixed(2),
    note,
  ]);
}

function addRows(state: string, times: Times): void {
  addRow(`${state}, bytes alone, places known`, times.oneBuffer, '');
  addRow(`${state}, bytes alone, found by key`, times.values, '');
  const alone = (of: readonly number[]) =>
    `${ratio(of, times.values)} x the bytes alone, <= 1.20; ${ratio(of, times.oneBuffer)} x with places known`;
  addRow(`${state}, 1 worker`, times.one, alone(times.one));
  addRow(`${state}, 2 workers`, times.two, `${ratio(times.one, times.two)} x one, >= 1.60`);
  rows.push(['', '', '', '', '', alone(times.two)]);
}

const startedAt = performance.now();
const two = createStatisticsThreads(big.folder, 2);
await measureInThreads(two);
const startMs = performance.now() - startedAt;
await timeRounds(WARM_UP_ROUNDS, two, () => {});
const warm = await timeRounds(ROUNDS, two, () => {});
addRows('warm', warm);
const cold = evict() ? await timeRounds(COLD_ROUNDS, two, evict) : null;
if (cold !== null) addRows('cold', cold);
await two.close();

const loader: number[] = [];
const against: number[] = [];
for (let round = 0; round < LOADER_ROUNDS; round++) {
  const figures = measureLoader(big.folder, 1);
  if (figures === null) break;
  loader.push((frames / figures.stats_frames_per_s) * 1000);
  const start = performance.now();
  measureEntries(dataset, train);
  against.push(performance.now() - start);
}
if (loader.length > 0) addRow('loader.py stats', loader, `1 worker is ${ratio(loader, against)} x as fast, >= 2`);

console.log(
  `${big.folder}: ${train.length} sequences, ${frames.toLocaleString('en-US')} frames, ${(byteCount / 1e6).toFixed(0)} MB of clips, Node ${process.version}`,
);
for (const line of formatTable(rows, [false, true, true, true, true, false])) console.log(line);
console.log(`Two threads took ${startMs.toFixed(0)} ms from their start to the end of their first pass.`);
