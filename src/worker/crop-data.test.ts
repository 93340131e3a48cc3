import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/golden.json' with { type: 'json' };
import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { openDataset } from '../core/dataset/dataset.ts';
import { openParts } from '../core/dataset/open-store.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { toFloat32Array } from '../core/formats/ndarray.ts';
import { formatNpz, parseNpz } from '../core/formats/npz.ts';
import { assembleSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { sampleArrays } from '../core/sample/sample-arrays.ts';
import { openFolder } from '../platform/node/open-folder.ts';
import { loadSqlJs } from '../platform/sqljs.ts';
import { requireValue } from './answer.ts';
import { chooseRawBound } from './crop-data.ts';
import { createHandlers } from './handlers.ts';
import type { CropRequest, DatasetWorkerApi } from './protocol.ts';

const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));
/** The crop of golden.json with seed 249. */
const CROP: CropRequest = { entry: 'SPK01/000', startFrame: 272, n_motions: 100, n_windows: 2 };
const GOLDEN = golden.crops.find(({ entry, seed }) => entry === 'SPK01/000' && seed === 249);

async function openDemo(): Promise<DatasetWorkerApi> {
  const worker = createHandlers({
    openFolder: (request) => openFolder(request.kind === 'url' ? request.url : request.name),
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: '1.2.3',
  });
  requireValue(await worker.open({ kind: 'url', url: DEMO }));
  return worker;
}

function sha256(values: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

describe('the figures of a crop', () => {
  it('count the raw samples as np.histogram does', async () => {
    const { audio_histogram } = requireValue(await (await openDemo()).readCrop(CROP));
    expect([audio_histogram.edges[0], audio_histogram.edges[47]]).toEqual([-0.7, 0.7]);
    // np.histogram(raw_audio.astype(np.float64), bins=47, range=(-0.7, 0.7))
    expect(Array.from(audio_histogram.counts)).toEqual([
      0, 6, 21, 74, 119, 177, 268, 413, 590, 963, 1381, 1963, 2325, 2354, 2460, 2287, 2431, 2572, 2727, 2821, 3264,
      4210, 7209, 35677, 8729, 6099, 5609, 5223, 5228, 4748, 4304, 3450, 2655, 2147, 1437, 848, 538, 348, 194, 66, 40,
      25, 0, 0, 0, 0, 0,
    ]);
    expect(audio_histogram).toMatchObject({ outsideCount: 0, nonFiniteCount: 0 });
  });

  it('measure the normalised samples, not what they ought to be', async () => {
    const figures = requireValue(await (await openDemo()).readCrop(CROP));
    // audio.mean(), audio.std(ddof=1) of the loader's normalised float32 samples, taken in float64.
    expect(figures.normalized_mean).toBeCloseTo(7.023858302090957e-9, 10);
    expect(figures.normalized_std).toBeCloseTo(0.9999418149594252, 8);
    const total = figures.normalized_histogram.counts.reduce((sum, count) => sum + count, 0);
    expect(total + figures.normalized_histogram.outsideCount).toBe(128000);
  });
});

describe('chooseRawBound', () => {
  it('is four deviations in one digit', () => {
    expect(chooseRawBound(0.02571)).toBe(0.1);
    expect(chooseRawBound(0.1719)).toBe(0.7);
  });

  it('is 1 where there is no deviation to go by', () => {
    expect([0, Number.NaN, Number.POSITIVE_INFINITY].map(chooseRawBound)).toEqual([1, 1, 1]);
  });
});

describe('a saved sample', () => {
  it('holds as npz the arrays of the training loader', async () => {
    const arrays = parseNpz(requireValue(await (await openDemo()).saveSample(CROP, 'npz')));
    expect([...arrays.keys()]).toEqual([
      'audio',
      'shape',
      'exp',
      'pose',
      'raw_audio',
      'raw_shape',
      'raw_exp',
      'raw_pose',
      'start_frame',
      'audio_mean',
      'audio_std',
    ]);
    const floats = (name: string) => {
      const array = arrays.get(name);
      return array === undefined ? new Float32Array() : toFloat32Array(array);
    };
    expect(sha256(floats('raw_audio'))).toBe(GOLDEN?.raw_audio_sha256);
    expect(sha256(floats('raw_exp'))).toBe(GOLDEN?.raw_coef_sha256?.exp);
    const exp = floats('exp');
    expect(GOLDEN?.coef?.exp.at.map((at) => exp[at])).toEqual(GOLDEN?.coef?.exp.value);
  });

  it('is the same file as the command line writes', async () => {
    const dataset = openDataset(openParts(openFolder(DEMO)));
    const reader = createDirectClipReader(dataset);
    const sequence = { entry: CROP.entry, n_frames: 747 };
    const sample = assembleSample(dataset, reader, sequence, CROP.startFrame, createSampleConfig());
    const worker = await openDemo();
    // Scrubbing fills the cache of decoded clips, which must not show in what is saved.
    await worker.readCrop(CROP);
    expect(requireValue(await worker.saveSample(CROP, 'npz'))).toEqual(formatNpz(sampleArrays(dataset, sample)));
  });

  it('is normalised by other statistics where they are given', async () => {
    const widths = { shape: 100, exp: 50, pose: 6 };
    const statistics = Object.fromEntries(
      Object.entries(widths).map(([name, width]) => [
        name,
        { mean: new Float32Array(width), std: new Float32Array(width).fill(0.5) },
      ]),
    );
    const arrays = parseNpz(requireValue(await (await openDemo()).saveSample({ ...CROP, statistics }, 'npz')));
    const [raw, normalized] = ['raw_pose', 'pose'].map((name) => {
      const array = arrays.get(name);
      return array === undefined ? new Float32Array() : toFloat32Array(array);
    });
    // 0.5 + 1e-9 is 0.5 in float32, and dividing by it is exact.
    expect(Array.from(normalized ?? [])).toEqual(Array.from(raw ?? [], (value) => value * 2));
    expect(raw).toHaveLength(200 * 6);
  });

  it('is a float32 WAV of the raw samples, or of the normalised ones as they are', async () => {
    const worker = await openDemo();
    for (const [kind, peakAtMost] of [
      ['wav-raw', 1],
      ['wav-normalized', 4],
    ] as const) {
      const bytes = requireValue(await worker.saveSample(CROP, kind));
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      expect([view.getUint16(20, true), view.getUint32(24, true), view.getUint32(54, true)]).toEqual([
        3, 16000, 512000,
      ]);
      const samples = Array.from({ length: 128000 }, (_, i) => view.getFloat32(58 + 4 * i, true));
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      expect(peak).toBeLessThan(peakAtMost);
      expect(peak).toBeGreaterThan(peakAtMost * 0.5);
      if (kind === 'wav-normalized') expect(GOLDEN?.audio?.at.map((at) => samples[at])).toEqual(GOLDEN?.audio?.value);
    }
  });

  it('says why a crop cannot be saved', async () => {
    expect(await (await openDemo()).saveSample({ ...CROP, startFrame: 600 }, 'npz')).toMatchObject({
      ok: false,
      problem: { code: 'crop-out-of-range', expected: 'a frame in 0..547', found: 'frame 600' },
    });
  });
});
