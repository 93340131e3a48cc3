import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import type { FileChunk } from '../core/bytes/chunk-sink.ts';
import type { Problem } from '../core/errors.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openFolder } from '../platform/node/open-folder.ts';
import { loadSqlJs } from '../platform/sqljs.ts';
import { requireValue } from './answer.ts';
import { createHandlers } from './handlers.ts';
import type { DatasetWorkerApi, ExportPart } from './protocol.ts';

const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));

function startWorker(): DatasetWorkerApi {
  return createHandlers({
    openFolder: (request) => openFolder(request.kind === 'url' ? request.url : request.name),
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: '1.2.3',
  });
}

async function openOdd(name: string): Promise<DatasetWorkerApi> {
  const worker = startWorker();
  requireValue(await worker.open({ kind: 'url', url: join(ODD_DATASETS, name) }));
  return worker;
}

describe('the worker', () => {
  it('opens the demo with its list, lengths, groups and statistics', async () => {
    const summary = requireValue(await startWorker().open({ kind: 'url', url: DEMO }));
    expect(summary).toMatchObject({ kind: 'lmdb', seg_len: 100 });
    expect(summary.groups.map(({ name, width }) => [name, width])).toEqual([
      ['shape', 100],
      ['exp', 50],
      ['pose', 6],
    ]);
    expect(summary.sequences.map(({ entry, n_frames }) => [entry, n_frames])).toEqual([
      ['SPK01/000', 747],
      ['SPK01/001', 200],
      ['SPK02/000', 400],
      ['SPK02/001', 199],
      ['SPK03/000', 600],
      ['SPK04/000', 447],
      ['SPK05/000', 301],
    ]);
    expect(summary.statistics?.name).toBe('stats_train.npz');
    // Jaw y and z never move in the demo.
    expect(summary.notices.map(({ problem }) => [problem.code, problem.found])).toEqual([
      ['std-near-zero', 'pose 4, pose 5'],
    ]);
  });

  it('says in words that a store is none, and keeps the dataset that was open', async () => {
    const worker = startWorker();
    await worker.open({ kind: 'url', url: DEMO });
    const failed = await worker.open({ kind: 'url', url: join(ODD_DATASETS, 'not-a-store') });
    expect(failed).toMatchObject({ ok: false, problem: { where: expect.stringContaining('data.mdb') } });
    expect(await worker.readHead('SPK01/000')).toMatchObject({ ok: true, value: { n_frames: 747 } });
  });

  it('keeps the dataset asked for last, even where an older request ends after it', async () => {
    let letDemoOpen = () => {};
    const demoMayOpen = new Promise<void>((resolve) => {
      letDemoOpen = resolve;
    });
    const worker = createHandlers({
      openFolder: async (request) => {
        const path = request.kind === 'url' ? request.url : request.name;
        if (path === DEMO) await demoMayOpen;
        return openFolder(path);
      },
      audioFormats: AUDIO_FORMATS,
      loadMoreAudioFormats: async () => AUDIO_FORMATS,
      loadSqlJs,
      toolVersion: '1.2.3',
    });
    const older = worker.open({ kind: 'url', url: DEMO });
    await worker.open({ kind: 'url', url: join(ODD_DATASETS, 'no-stats') });
    letDemoOpen();
    expect(await older).toMatchObject({ ok: true });
    expect(await worker.readHead('SPK04/000')).toMatchObject({ ok: true, value: { n_frames: 447 } });
    expect(await worker.readHead('SPK01/000')).toMatchObject({ ok: false });
  });

  it('gives the readable parts of a damaged clip and a problem for the rest', async () => {
    const worker = await openOdd('wrong-rate');
    const clips = requireValue(await worker.readClips('SPK04/000', 0, 5));
    expect(clips.map(({ problems }) => problems.length)).toEqual([0, 1, 0, 0, 0]);
    const [, damaged] = clips;
    expect(damaged?.peaks).toBeNull();
    expect(damaged?.coef.exp).toHaveLength(100 * 50);
    expect(damaged?.problems[0]).toMatchObject({
      expected: '16000 Hz',
      found: '22050 Hz',
      where: 'clip SPK04/000/001',
    });
  });

  it('marks a missing clip and goes on with the next', async () => {
    const worker = await openOdd('missing-clip');
    const clips = requireValue(await worker.readClips('SPK04/000', 0, 5));
    expect(clips.map(({ problems }) => problems[0]?.expected ?? 'read')).toEqual([
      'read',
      'read',
      'key SPK04/000/002',
      'read',
      'read',
    ]);
  });

  it('keeps NaN and infinity of coefficients where they are', async () => {
    const worker = await openOdd('nan-coef');
    const [, clip] = requireValue(await worker.readClips('SPK04/000', 0, 2));
    const exp = clip?.coef.exp ?? new Float32Array();
    expect(exp[3 * 50 + 7]).toBeNaN();
    expect(exp[4 * 50 + 8]).toBe(Number.POSITIVE_INFINITY);
    expect(clip?.problems).toEqual([]);
  });

  it('shows raw values and says why when the statistics do not fit', async () => {
    for (const [name, found] of [
      ['stats-wrong-width', /49/],
      ['stats-not-npz', /./],
    ] as const) {
      const summary = requireValue(await startWorker().open({ kind: 'url', url: join(ODD_DATASETS, name) }));
      expect(summary.statistics).toBeNull();
      expect(summary.notices[0]).toMatchObject({ severity: 'error' });
      expect(summary.notices[0]?.problem.found).toMatch(found);
      expect(summary.notices[0]?.problem.where).toContain('stats_train.npz');
    }
  });

  it('lists a sequence that only a split knows as missing', async () => {
    const summary = requireValue(await startWorker().open({ kind: 'url', url: join(ODD_DATASETS, 'unknown-entry') }));
    const row = summary.sequences.find(({ entry }) => entry === 'NOBODY/000');
    expect(row).toMatchObject({
      n_frames: null,
      problem: { expected: expect.stringContaining('NOBODY/000/metadata') },
    });
    expect(summary.sequences.find(({ entry }) => entry === 'SPK04/000')).toMatchObject({
      n_frames: 447,
      problem: null,
    });
  });

  it('gives the samples of a clip whose coefficients are damaged', async () => {
    // One clip has 90 rows of exp in place of 100; its audio is that of the demo.
    const damaged = await openOdd('short-coef');
    const whole = startWorker();
    await whole.open({ kind: 'url', url: DEMO });
    const clips = requireValue(await damaged.readClips('SPK04/000', 0, 5));
    expect(clips.some(({ problems }) => problems.length > 0)).toBe(true);
    expect(requireValue(await damaged.readAudio('SPK04/000', 0, 286_080))).toEqual(
      requireValue(await whole.readAudio('SPK04/000', 0, 286_080)),
    );
  });

  it('gives the spectrogram of a clip whose coefficients are damaged', async () => {
    const request = {
      entry: 'SPK04/000',
      startSample: 0,
      endSample: 286_080,
      columns: 64,
      rows: 16,
      firstColumn: 0,
    };
    const damaged = await openOdd('short-coef');
    const whole = startWorker();
    await whole.open({ kind: 'url', url: DEMO });
    expect(requireValue(await damaged.readSpectrogram(request))).toEqual(
      requireValue(await whole.readSpectrogram(request)),
    );
  });

  it('joins the samples of neighbouring clips without a gap', async () => {
    const worker = startWorker();
    await worker.open({ kind: 'url', url: DEMO });
    const across = requireValue(await worker.readAudio('SPK01/000', 63_000, 65_000));
    const left = requireValue(await worker.readAudio('SPK01/000', 63_000, 64_000));
    const right = requireValue(await worker.readAudio('SPK01/000', 64_000, 65_000));
    expect(Array.from(across)).toEqual([...left, ...right]);
    expect(left.some((value) => value !== 0)).toBe(true);
  });

  it('hands over a snapshot part by part, and opens it', async () => {
    const worker = startWorker();
    await worker.open({ kind: 'url', url: DEMO });
    const { id, sequencesTotal } = requireValue(await worker.startExport({ entries: null, name: 'demo' }));
    expect(sequencesTotal).toBe(7);
    const chunks: FileChunk[] = [];
    let part: ExportPart;
    do {
      part = requireValue(await worker.stepExport(id, 2 ** 20));
      chunks.push(...part.chunks);
    } while (part.summary === null);
    expect(part.summary).toEqual({ sequences: 7, records: 39, problemCount: 0 });
    expect(part.progress).toMatchObject({ sequencesDone: 7, sequencesTotal: 7 });
    const file = Buffer.alloc(Math.max(...chunks.map(({ startByte, bytes }) => startByte + bytes.length)));
    for (const { startByte, bytes } of chunks) file.set(bytes, startByte);
    const folder = mkdtempSync(join(tmpdir(), 'talkscope-worker-'));
    try {
      writeFileSync(join(folder, 'demo.sqlite'), file);
      const ofDemo = requireValue(await worker.open({ kind: 'url', url: DEMO }));
      const ofSnapshot = requireValue(await worker.open({ kind: 'url', url: join(folder, 'demo.sqlite') }));
      const sequences = ofSnapshot.sequences.map((row) => ({ ...row, level: null }));
      expect({ ...ofSnapshot, sequences }).toEqual({
        ...ofDemo,
        kind: 'snapshot',
        name: 'demo.sqlite',
        sizeBytes: file.length,
      });
      expect(ofSnapshot.sequences.map(({ level }) => level?.length)).toEqual(Array(7).fill(16));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('exports the sequences asked for, and tells what is wrong with them', async () => {
    const worker = await openOdd('missing-clip');
    const { id } = requireValue(await worker.startExport({ entries: ['SPK04/000'], name: 'odd' }));
    const problems: Problem[] = [];
    for (let isDone = false; !isDone; ) {
      const part = requireValue(await worker.stepExport(id, 2 ** 30));
      problems.push(...part.problems);
      isDone = part.summary !== null;
    }
    expect(problems.map(({ expected }) => expected)).toEqual(['key SPK04/000/002']);
  });

  it('forgets an export that was cancelled', async () => {
    const worker = startWorker();
    await worker.open({ kind: 'url', url: DEMO });
    const { id } = requireValue(await worker.startExport({ entries: null, name: 'demo' }));
    await worker.cancelExport(id);
    await expect(worker.stepExport(id, 1)).rejects.toThrow(`no export ${id} is under way`);
  });
});
