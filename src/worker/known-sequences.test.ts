import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { loadTestSqlJs } from '../core/snapshot/snapshot.fixture.ts';
import { requireValue } from './answer.ts';
import type { ClipData, DatasetWorkerApi } from './protocol.ts';
import { DEMO, SNAPSHOT, snapshotOf, startSnapshotWorker } from './snapshot-worker.fixture.ts';

const DEMO_SNAPSHOT = snapshotOf(DEMO);

async function openRaw(folder: string): Promise<DatasetWorkerApi> {
  const { worker } = startSnapshotWorker(DEMO_SNAPSHOT);
  requireValue(await worker.open({ kind: 'url', url: folder }));
  return worker;
}

async function openSnapshotOf(bytes: Uint8Array) {
  const started = startSnapshotWorker(bytes);
  return { ...started, summary: requireValue(await started.worker.open(SNAPSHOT)) };
}

const odd = (name: string) => join(ODD_DATASETS, name);

/** [min, max] a frame of 10 buckets each, as the decoded clips have them. */
function extremesByFrame(clips: readonly ClipData[]): number[] {
  return clips.flatMap(({ peaks, frameCount }) =>
    Array.from({ length: frameCount }, (_, frame) => {
      const buckets = peaks?.slice(frame * 20, (frame + 1) * 20) ?? Float32Array.of(Number.NaN, Number.NaN);
      const side = (offset: number) => buckets.filter((_, index) => index % 2 === offset);
      return [Math.min(...side(0)), Math.max(...side(1))];
    }).flat(),
  );
}

describe('the list of a snapshot', () => {
  it('is that of the raw LMDB, and its records are not read for it', async () => {
    const raw = startSnapshotWorker(DEMO_SNAPSHOT);
    const ofDemo = requireValue(await raw.worker.open({ kind: 'url', url: DEMO }));
    const { summary, bytesRead } = await openSnapshotOf(DEMO_SNAPSHOT);
    expect(summary.sequences.map((row) => ({ ...row, level: null }))).toEqual(ofDemo.sequences);
    // 27 of its 71 pages: the small tables, the top of the others, and the first clips, of which one tells the coefficients.
    expect(bytesRead()).toBeLessThan(DEMO_SNAPSHOT.length * 0.4);
  });

  it('keeps the length of a sequence with a damaged clip, says what is wrong, and calls it no missing one', async () => {
    const { summary } = await openSnapshotOf(snapshotOf(odd('wrong-rate')));
    const [row] = summary.sequences.filter(({ problem }) => problem !== null);
    expect(row).toMatchObject({
      entry: 'SPK04/000',
      n_frames: 447,
      level: null,
      problem: { expected: '16000 Hz', found: '22050 Hz', where: 'clip SPK04/000/001' },
    });
    expect(summary.notices.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has a sequence that only a split knows', async () => {
    const { summary } = await openSnapshotOf(snapshotOf(odd('unknown-entry')));
    expect(summary.sequences.find(({ entry }) => entry === 'NOBODY/000')).toMatchObject({
      n_frames: null,
      problem: { expected: expect.stringContaining('NOBODY/000/metadata') },
    });
    expect(summary.notices.map(({ consequence }) => consequence)).toContain(
      'A split lists NOBODY/000; training would stop there. The other sequences can be used.',
    );
  });

  it('is made from the records where the catalogue is damaged', async () => {
    const SQL = await loadTestSqlJs();
    const database = new SQL.Database(DEMO_SNAPSHOT);
    database.run("UPDATE sequences SET splits = 'train' WHERE entry = 'SPK02/000'");
    const { summary, worker } = await openSnapshotOf(database.export());
    expect(summary.notices[0]).toMatchObject({
      severity: 'error',
      problem: { code: 'snapshot-catalogue', where: 'memory.sqlite, sequences, SPK02/000' },
      consequence: 'The list is made from the records instead.',
    });
    expect(summary.sequences.map(({ n_frames, level }) => [n_frames, level])).toEqual(
      [747, 200, 400, 199, 600, 447, 301].map((n_frames) => [n_frames, null]),
    );
    expect(await worker.readOverview('SPK01/000')).toEqual({ ok: true, value: null });
  });
});

const MOMENTS = { isCatalogueUsed: true };

describe('moments of a snapshot', () => {
  it('are those of the records, without reading them', async () => {
    const raw = await openRaw(DEMO);
    const { worker, bytesRead } = await openSnapshotOf(DEMO_SNAPSHOT);
    const before = bytesRead();
    const stored = requireValue(await worker.runJob('moments', 'SPK01/000', MOMENTS)).moments;
    // One page of the file.
    expect(bytesRead() - before).toBeLessThanOrEqual(65_536);
    const measured = requireValue(await raw.runJob('moments', 'SPK01/000', MOMENTS)).moments;
    expect(Object.keys(stored)).toEqual(['shape', 'exp', 'pose']);
    for (const [name, { count, mean, m2, min, max, nonFiniteCount }] of Object.entries(measured)) {
      expect(stored[name]).toMatchObject({ count, min, max, nonFiniteCount });
      for (const [index, value] of mean.entries()) expect(stored[name]?.mean[index]).toBeCloseTo(value, 14);
      for (const [index, value] of m2.entries()) expect(stored[name]?.m2[index]).toBeCloseTo(value, 10);
    }
  });

  it('are measured from the records where those have problems, which are then reported', async () => {
    const raw = await openRaw(odd('missing-clip'));
    const { worker } = await openSnapshotOf(snapshotOf(odd('missing-clip')));
    const answered = await worker.runJob('moments', 'SPK04/000', MOMENTS);
    expect(answered).toMatchObject({ ok: false, problem: { expected: 'key SPK04/000/002' } });
    expect(answered).toEqual(await raw.runJob('moments', 'SPK04/000', MOMENTS));
  });

  it('are measured from the records where a value is not finite, so that those are counted', async () => {
    const raw = await openRaw(odd('nan-coef'));
    const { worker } = await openSnapshotOf(snapshotOf(odd('nan-coef')));
    const measured = requireValue(await worker.runJob('moments', 'SPK04/000', MOMENTS)).moments;
    expect(measured.exp?.nonFiniteCount[7]).toBe(1);
    expect(measured).toEqual(requireValue(await raw.runJob('moments', 'SPK04/000', MOMENTS)).moments);
  });
});

describe('the overview of a snapshot', () => {
  it('has the extremes that decoding finds, and a raw LMDB has none', async () => {
    const { worker } = await openSnapshotOf(DEMO_SNAPSHOT);
    const raw = await openRaw(DEMO);
    const overview = requireValue(await worker.readOverview('SPK05/000'));
    expect(Array.from(overview ?? [])).toEqual(extremesByFrame(requireValue(await raw.readClips('SPK05/000', 0, 4))));
    expect(overview).toHaveLength(301 * 2);
    expect(requireValue(await raw.readOverview('SPK05/000'))).toBeNull();
  });

  it('leaves a gap where the sound cannot be decoded', async () => {
    const { worker } = await openSnapshotOf(snapshotOf(odd('wrong-rate')));
    const overview = requireValue(await worker.readOverview('SPK04/000')) ?? new Float32Array();
    const unknown = Array.from(overview.entries()).flatMap(([index, value]) =>
      Number.isNaN(value) ? [index >> 1] : [],
    );
    expect([unknown.length, unknown[0], unknown.at(-1)]).toEqual([200, 100, 199]);
  });
});

describe('a snapshot that another dataset replaces', () => {
  it('is read to the end by an export that has begun', async () => {
    const { worker } = await openSnapshotOf(DEMO_SNAPSHOT);
    const { id } = requireValue(await worker.startExport({ entries: ['SPK01/001'], name: 'part' }));
    requireValue(await worker.open({ kind: 'url', url: DEMO }));
    for (;;) {
      const part = requireValue(await worker.stepExport(id, 2 ** 20));
      if (part.summary === null) continue;
      expect(part.summary).toMatchObject({ sequences: 1, problemCount: 0 });
      return;
    }
  });
});
