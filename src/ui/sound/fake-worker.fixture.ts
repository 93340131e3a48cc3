import { createSampleConfig } from '../../core/sample/config.ts';
import { measureAudio } from '../../core/sample/normalize.ts';
import { planClipSlices } from '../../core/sample/slices.ts';
import { addRows, createMoments } from '../../core/statistics/moments.ts';
import { fakeFigures, UNUSED_CALLS } from '../../worker/fake-crop.fixture.ts';
import type { JobName, JobResult } from '../../worker/jobs/sequence-jobs.ts';
import type { Answer, CropRequest, DatasetSummary, DatasetWorkerApi, SequenceHead } from '../../worker/protocol.ts';

const FRAMES: Readonly<Record<string, number>> = { 'SPK01/000': 747, 'SPK02/001': 199 };
const SEG_LEN = 100;
const SAMPLES_A_FRAME = 640;
const RATE = 16000;
const GROUPS = [
  { name: 'exp', width: 50 },
  { name: 'pose', width: 6 },
];

/** Sample of every sequence: a tone of 250 Hz, a quarter of full scale, 64 samples a period, so that loops of whole frames fit it. */
export function toneSample(sample: number): number {
  return 0.25 * Math.sin((2 * Math.PI * (sample % 64)) / 64);
}

/** A worker over generated signals: coefficient d of frame f is f + d / 100; jaw y and jaw z have no deviation. */
export function createFakeWorker(): DatasetWorkerApi {
  return {
    ...UNUSED_CALLS,
    open: () => answer(summary()),
    describeSequences: (entries) =>
      answer(
        entries.map((entry) => ({
          entry,
          splits: ['train'],
          n_frames: FRAMES[entry] ?? null,
          problem: null,
          level: null,
        })),
      ),
    readHead: (entry) => answer(head(entry)),
    readClips: (entry, firstClip, endClip) =>
      answer(
        Array.from({ length: endClip - firstClip }, (_, i) => {
          const clip = firstClip + i;
          const startFrame = clip * SEG_LEN;
          const frameCount = Math.min(SEG_LEN, head(entry).n_frames - startFrame);
          const coef = Object.fromEntries(
            GROUPS.map(({ name, width }) => [name, rowsOf(startFrame, frameCount, width)]),
          );
          return { clip, startFrame, frameCount, coef, peaks: null, problems: [] };
        }),
      ),
    readAudio: (_entry, startSample, endSample) => answer(tone(startSample, endSample)),
    readCrop: ({ startFrame, n_motions, n_windows, entry }: CropRequest) => {
      const config = createSampleConfig({ n_motions, n_windows });
      if (config.coef_total_len > head(entry).n_frames) {
        const problem = { code: 'sequence-too-short', what: 'Too short', expected: '200', found: '199', where: entry };
        return Promise.resolve({ ok: false, problem });
      }
      const { mean, std } = measureAudio(
        tone(startFrame * SAMPLES_A_FRAME, (startFrame + config.coef_total_len) * SAMPLES_A_FRAME),
      );
      const parts = planClipSlices(startFrame, config, SEG_LEN);
      return answer(fakeFigures({ start_frame: startFrame, parts, audio_mean: mean, audio_std: std }));
    },
    saveSample: (_request, kind) => answer(new TextEncoder().encode(kind)),
    runJob: <N extends JobName>(name: N, entry: string) => {
      if (name !== 'moments') return Promise.reject(new Error(`this fake has no job ${name}`));
      const moments = Object.fromEntries(
        GROUPS.map(({ name: group, width }) => {
          const ofGroup = createMoments(width);
          addRows(ofGroup, rowsOf(0, head(entry).n_frames, width), width);
          return [group, ofGroup];
        }),
      );
      return answer({ moments, isFromCatalogue: false } as JobResult<N>);
    },
  };
}

function rowsOf(startFrame: number, frameCount: number, width: number): Float32Array {
  return Float32Array.from(
    { length: frameCount * width },
    (_, at) => startFrame + Math.floor(at / width) + (at % width) / 100,
  );
}

function tone(startSample: number, endSample: number): Float32Array {
  return Float32Array.from({ length: endSample - startSample }, (_, i) => toneSample(startSample + i));
}

function head(entry: string): SequenceHead {
  const n_frames = FRAMES[entry] ?? 0;
  return { entry, n_frames, n_clips: Math.ceil(n_frames / SEG_LEN), seg_len: SEG_LEN, fps: 25, rate: RATE };
}

function summary(): DatasetSummary {
  const statisticsOf = (width: number, std: (dim: number) => number) => ({
    mean: Float32Array.from({ length: width }, (_, dim) => 0.214 * dim),
    std: Float32Array.from({ length: width }, (_, dim) => std(dim)),
    min: new Float32Array(width),
    max: new Float32Array(width),
  });
  return {
    kind: 'lmdb',
    name: 'fake',
    sizeBytes: 1,
    seg_len: SEG_LEN,
    groups: GROUPS,
    splits: [{ name: 'train', sequences: 2 }],
    sequences: Object.keys(FRAMES).map((entry) => ({
      entry,
      splits: ['train'],
      n_frames: null,
      problem: null,
      level: null,
    })),
    statistics: {
      name: 'stats_train.npz',
      groups: { exp: statisticsOf(50, () => 1.0873), pose: statisticsOf(6, (dim) => (dim >= 4 ? 0 : 0.0628)) },
    },
    statisticsFileName: 'stats_train.npz',
    notices: [],
  };
}

function answer<T>(value: T): Promise<Answer<T>> {
  return Promise.resolve({ ok: true, value });
}
