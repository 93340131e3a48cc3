import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../platform/node/open-folder.ts';
import { createCachedClipReader, createDirectClipReader } from '../dataset/clip-reader.ts';
import { type Dataset, openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { exportToLmdb, exportToSnapshot } from '../export/export.fixture.ts';
import { assembleSample } from './assemble-sample.ts';
import { createSampleConfig } from './config.ts';
import { type CropStrategy, drawStartFrame } from './crop.ts';
import { normalizeAudio } from './normalize.ts';
import { NumpyRandomState } from './numpy-random.ts';
import { normalizeGroups } from './sample-arrays.ts';
import { splitWindows } from './windows.ts';

interface Picks {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** One crop of golden.json, which the Python training loader printed. */
interface GoldenCrop {
  readonly entry: string;
  readonly strategy: CropStrategy;
  readonly seed: number | null;
  readonly n_frames: number;
  readonly start_frame: number;
  readonly error?: string;
  readonly parts: readonly { clip: number; frames: [number, number]; samples: [number, number] }[];
  readonly audio_mean: number;
  readonly audio_std: number;
  readonly raw_audio_sha256: string;
  readonly raw_coef_sha256: Readonly<Record<string, string>>;
  readonly audio: Picks;
  readonly coef: Readonly<Record<string, Picks>>;
  readonly audio_pair: readonly Picks[];
  readonly coef_pair: readonly Readonly<Record<string, Picks>>[];
}

const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden.json', import.meta.url), 'utf8')) as {
  config: Record<string, number>;
  crops: GoldenCrop[];
};
const DEMO = fileURLToPath(new URL('../../../public/demo', import.meta.url));
const demo = openParts(openFolder(DEMO));
const snapshot = exportToSnapshot(demo).parts;
const datasets = {
  'the dataset': openDataset(demo),
  'its snapshot': openDataset(snapshot),
  'a snapshot of the snapshot': openDataset(exportToSnapshot(snapshot).parts),
  'an LMDB written from the dataset': openDataset(exportToLmdb(demo).parts),
  'an LMDB written from the snapshot': openDataset(exportToLmdb(snapshot).parts),
};
const sources = Object.keys(datasets) as (keyof typeof datasets)[];
const config = createSampleConfig();

function startOf({ store }: Dataset, { entry, strategy, seed }: GoldenCrop): number {
  const n_frames = readFrameCount(store, entry);
  return drawStartFrame(strategy, n_frames, config, seed === null ? {} : { random: new NumpyRandomState(seed) });
}

function sha256(values: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

function expectPicks(values: Float32Array, { at, value }: Picks, tolerance: number): void {
  for (const [index, position] of at.entries()) {
    const wanted = value[index] as number;
    expect(Math.abs((values[position] as number) - wanted)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(wanted)),
    );
  }
}

describe.each(sources)('the 35 crops of the Python training loader, read from %s,', (source) => {
  const dataset = datasets[source];
  const readers = {
    direct: createDirectClipReader(dataset),
    cached: createCachedClipReader(dataset, 2 ** 22),
  };

  it('come from the same configuration', () => {
    expect(golden.crops).toHaveLength(35);
    expect({ ...config, clip_len: dataset.seg_len }).toMatchObject(golden.config);
  });

  describe.each(['direct', 'cached'] as const)('read by the %s reader', (kind) => {
    it.each(golden.crops.filter(({ error }) => error === undefined))('$entry $strategy $seed is the same', (crop) => {
      const n_frames = readFrameCount(dataset.store, crop.entry);
      const raw = assembleSample(
        dataset,
        readers[kind],
        { entry: crop.entry, n_frames },
        startOf(dataset, crop),
        config,
      );
      expect(raw.n_frames).toBe(crop.n_frames);
      expect(raw.start_frame).toBe(crop.start_frame);
      expect(raw.parts).toEqual(crop.parts);
      expect(sha256(raw.audio)).toBe(crop.raw_audio_sha256);
      for (const [name, rows] of raw.coef) expect(sha256(rows)).toBe(crop.raw_coef_sha256[name]);
      expect([...raw.coef.keys()]).toEqual(Object.keys(crop.raw_coef_sha256));
      expect(Math.abs(raw.moments.mean - crop.audio_mean)).toBeLessThanOrEqual(1e-7);
      expect(Math.abs(raw.moments.std / crop.audio_std - 1)).toBeLessThanOrEqual(1e-6);

      const audio = normalizeAudio(raw.audio, raw.moments);
      expectPicks(audio, crop.audio, 2e-5);
      const coefficients = new Map(
        [...normalizeGroups(dataset, raw)].map(([name, rows]) => [name, { rows, width: rows.length / 200 }]),
      );
      for (const [name, { rows }] of coefficients) {
        const picks = crop.coef[name] as Picks;
        expect(picks.at.map((position) => rows[position])).toEqual(picks.value);
      }
      for (const [index, window] of splitWindows({ audio, coefficients }, config).entries()) {
        expectPicks(window.audio, crop.audio_pair[index] as Picks, 2e-5);
        for (const [name, { rows }] of window.coefficients) {
          const picks = crop.coef_pair[index]?.[name] as Picks;
          expect(picks.at.map((position) => rows[position])).toEqual(picks.value);
        }
      }
    });
  });

  it.each(golden.crops.filter(({ error }) => error !== undefined))('$entry $strategy $seed is refused', (crop) => {
    expect(() => startOf(dataset, crop)).toThrow('The sequence has 199 frames, a crop needs 200');
  });
});
