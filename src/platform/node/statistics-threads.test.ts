import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../core/dataset/dataset.ts';
import { openParts } from '../../core/dataset/open-store.ts';
import {
  entriesOfSplit,
  type MomentsByGroup,
  measureEntries,
  mergeByGroup,
} from '../../core/statistics/dataset-statistics.ts';
import { describeWindows } from '../../core/statistics/window-descriptions.ts';
import { openFolder } from './open-folder.ts';
import { createStatisticsThreads } from './statistics-threads.ts';

const DEMO = fileURLToPath(new URL('../../../public/demo', import.meta.url));
const dataset = openDataset(openParts(openFolder(DEMO)));
const train = entriesOfSplit(dataset, 'train');
const threads = createStatisticsThreads(DEMO, 2);
afterAll(() => threads.close());

const momentsOf = (entry: string) => ({ kind: 'moments', entry }) as const;

describe('statistics in threads', () => {
  it('are those of one thread to the last bit', async () => {
    let pooled: MomentsByGroup | null = null;
    const order: number[] = [];
    await threads.run(train.map(momentsOf), (moments, index) => {
      order.push(index);
      pooled = pooled === null ? moments : mergeByGroup(pooled, moments);
    });
    expect(order).toEqual([0, 1, 2, 3, 4]);
    const [first = '', ...others] = train;
    const expected = others.reduce(
      (sum, entry) => mergeByGroup(sum, measureEntries(dataset, [entry])),
      measureEntries(dataset, [first]),
    );
    expect(pooled).toEqual(expected);
  });

  it('describe windows as one thread does', async () => {
    const job = { kind: 'windows', entry: train[0] ?? '', startFrames: [7, 0, 7], windowFrames: 60 } as const;
    const found: unknown[] = [];
    await threads.run([job], (described) => found.push(described));
    expect(found).toEqual([describeWindows(dataset, job.entry, job.startFrames, job.windowFrames)]);
  });

  it('fail with the first job in order that cannot be done, and go on with the next list', async () => {
    const taken: number[] = [];
    const entries = [train[0] ?? '', 'NOBODY/001', 'NOBODY/002', ...train];
    await expect(threads.run(entries.map(momentsOf), (_, index) => taken.push(index))).rejects.toThrow(
      "The sequence NOBODY/001 has no metadata in the store: expected key NOBODY/001/metadata holding {'n_frames': frames}, found no such key (data.mdb)",
    );
    expect(taken).toEqual([0]);
    await threads.run(train.map(momentsOf), (_, index) => taken.push(index));
    expect(taken).toEqual([0, 0, 1, 2, 3, 4]);
  });

  it('fail where a thread cannot open the dataset', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'threads-'));
    cpSync(join(DEMO, 'train.txt'), join(folder, 'train.txt'));
    const failing = createStatisticsThreads(folder, 1);
    await expect(failing.run([momentsOf('A/000')], () => {})).rejects.toThrow(
      `The folder holds no dataset: expected a data.mdb in it, or the path of a snapshot (.sqlite), found train.txt (${folder})`,
    );
    await failing.close();
    rmSync(folder, { recursive: true });
  });
});
