import type { Problem } from '../../core/errors.ts';
import { fakeFigures, UNUSED_CALLS } from '../../worker/fake-crop.fixture.ts';
import type { DatasetSummary, DatasetWorkerApi, Notice, SequenceRow } from '../../worker/protocol.ts';

export const MISSING: Problem = {
  code: 'entry-missing',
  what: 'The store lacks a listed sequence',
  expected: 'the key SPK09/000/metadata',
  found: 'no such key',
  where: 'SPK09/000',
};

/** What a fake dataset holds beside its rows. */
export interface FakeDataset {
  readonly rows: readonly SequenceRow[];
  readonly splits?: DatasetSummary['splits'];
  readonly notices?: readonly Notice[];
}

/** A worker without files: rows as given, clips of a slow sine, and a length of 500 frames for rows that have none. */
export function createFakeWorker({ rows, splits = [], notices = [] }: FakeDataset): DatasetWorkerApi {
  const lengthOf = (entry: string) => rows.find((row) => row.entry === entry)?.n_frames ?? 500;
  const ok = <T>(value: T) => Promise.resolve({ ok: true as const, value });
  return {
    open: () =>
      ok({
        kind: 'lmdb',
        name: 'fake',
        sizeBytes: 1_000_000,
        seg_len: 100,
        groups: [{ name: 'exp', width: 3 }],
        splits,
        sequences: rows,
        statistics: null,
        statisticsFileName: 'stats_train.npz',
        notices,
      }),
    describeSequences: (entries) =>
      ok(entries.map((entry) => ({ entry, splits: ['train'], n_frames: lengthOf(entry), problem: null, level: null }))),
    readHead: (entry) => {
      const row = rows.find((candidate) => candidate.entry === entry);
      if (row?.problem != null) return Promise.resolve({ ok: false, problem: row.problem });
      const n_frames = lengthOf(entry);
      return ok({ entry, n_frames, n_clips: Math.ceil(n_frames / 100), seg_len: 100, fps: 25, rate: 16000 });
    },
    readClips: (entry, firstClip, endClip) =>
      ok(
        Array.from({ length: endClip - firstClip }, (_, index) => {
          const startFrame = (firstClip + index) * 100;
          const frameCount = Math.min(100, lengthOf(entry) - startFrame);
          return {
            clip: firstClip + index,
            startFrame,
            frameCount,
            coef: { exp: Float32Array.from({ length: frameCount * 3 }, (_, i) => Math.sin((startFrame * 3 + i) / 40)) },
            peaks: Float32Array.from({ length: frameCount * 20 }, (_, i) => (i % 2 === 0 ? -0.1 : 0.1)),
            problems: [],
          };
        }),
      ),
    readAudio: (_entry, startSample, endSample) => ok(new Float32Array(endSample - startSample)),
    readCrop: ({ startFrame }) => ok(fakeFigures({ start_frame: startFrame, parts: [], audio_mean: 0, audio_std: 1 })),
    ...UNUSED_CALLS,
  };
}
