import type { Problem } from '../../core/errors.ts';
import { fakeFigures, UNUSED_CALLS } from '../../worker/fake-crop.fixture.ts';
import type { Answer, ClipData, DatasetSummary, DatasetWorkerApi, SequenceHead } from '../../worker/protocol.ts';

const SEG_LEN = 100;
const HEAD: SequenceHead = { entry: 'SPK01/000', n_frames: 747, n_clips: 8, seg_len: SEG_LEN, fps: 25, rate: 16000 };
const WIDTHS = { exp: 4, pose: 6 };

export const POSE_MISSING: Problem = {
  code: 'coef-missing',
  what: 'The clip lacks the coefficient pose',
  expected: 'pose',
  found: 'exp',
  where: 'clip SPK01/000/004',
};

const SUMMARY: DatasetSummary = {
  kind: 'lmdb',
  name: 'made for tests',
  sizeBytes: 1,
  seg_len: SEG_LEN,
  groups: Object.entries(WIDTHS).map(([name, width]) => ({ name, width })),
  splits: [{ name: 'train', sequences: 1 }],
  sequences: [{ entry: HEAD.entry, splits: ['train'], n_frames: HEAD.n_frames, problem: null, level: null }],
  statistics: null,
  statisticsFileName: 'stats_train.npz',
  notices: [],
};

/**
 * A dataset of one sequence of 747 frames: dimension d of frame f is f + d / 10, the sound reaches from -0.25 to 0.5. Clip 004 lacks its pose.
 * Clips arrive when `release` is called.
 */
export function createLaneWorker(): { readonly worker: DatasetWorkerApi; readonly release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker: DatasetWorkerApi = {
    open: () => ok(SUMMARY),
    describeSequences: () => ok(SUMMARY.sequences),
    readHead: () => ok(HEAD),
    readClips: async (_, firstClip, endClip) => {
      await released;
      return ok(Array.from({ length: endClip - firstClip }, (_clip, index) => makeClip(firstClip + index)));
    },
    readAudio: (_, startSample, endSample) => ok(new Float32Array(endSample - startSample)),
    readCrop: ({ startFrame }) => ok(fakeFigures({ start_frame: startFrame, parts: [], audio_mean: 0, audio_std: 1 })),
    ...UNUSED_CALLS,
    // Never comes: what is drawn is looked at in a browser.
    readSpectrogram: () => new Promise(() => {}),
  };
  return { worker, release };
}

function makeClip(clip: number): ClipData {
  const startFrame = clip * SEG_LEN;
  const frameCount = Math.min(SEG_LEN, HEAD.n_frames - startFrame);
  const rows = (width: number) =>
    Float32Array.from(
      { length: frameCount * width },
      (_, index) => startFrame + Math.floor(index / width) + (index % width) / 10,
    );
  const isDamaged = clip === 4;
  return {
    clip,
    startFrame,
    frameCount,
    coef: isDamaged ? { exp: rows(WIDTHS.exp) } : { exp: rows(WIDTHS.exp), pose: rows(WIDTHS.pose) },
    peaks: Float32Array.from({ length: frameCount * 20 }, (_, index) => (index % 2 === 0 ? -0.25 : 0.5)),
    problems: isDamaged ? [POSE_MISSING] : [],
  };
}

function ok<T>(value: T): Promise<Answer<T>> {
  return Promise.resolve({ ok: true, value });
}
