import { createDirectClipReader } from '../dataset/clip-reader.ts';
import { type Dataset, openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { within } from '../errors.ts';
import { assembleSample } from '../sample/assemble-sample.ts';
import { createSampleConfig, type SampleConfig } from '../sample/config.ts';
import { drawStartFrame } from '../sample/crop.ts';
import { normalizeAudio } from '../sample/normalize.ts';
import { NumpyRandomState } from '../sample/numpy-random.ts';
import { normalizeGroups } from '../sample/sample-arrays.ts';
import { splitWindows } from '../sample/windows.ts';
import type { DatasetConfig, DatasetItem, DatasetPlatform, LazyList, StandardDataset } from './registry.ts';

const DEFAULTS: Omit<DatasetConfig, 'ROOT'> = {
  NAME: 'HDTF_TFHP',
  TRAIN: 'train.txt',
  VAL: 'val.txt',
  TEST: 'test.txt',
  COEF_STATS: 'stats_train.npz',
  AUDIO_SR: 16_000,
  COEF_FPS: 25,
  MOTIONS: 100,
  CROP: 'random',
};

/** Seed of the random crops where the platform gives no generator: the same items in every run. */
const DEFAULT_SEED = 0;

/** HDTF_TFHP as its training loader reads it: an item a sequence of the split, cropped, normalised, cut into two windows. */
export class HdtfTfhp implements StandardDataset {
  readonly config: DatasetConfig;
  readonly train: LazyList<DatasetItem>;
  readonly val: LazyList<DatasetItem>;
  readonly test: LazyList<DatasetItem>;
  readonly #platform: DatasetPlatform;
  readonly #random: NumpyRandomState;
  #opened: Dataset | null = null;

  constructor(config: Partial<DatasetConfig> & Pick<DatasetConfig, 'ROOT'>, platform: DatasetPlatform) {
    this.config = { ...DEFAULTS, ...config };
    this.#platform = platform;
    this.#random = platform.random ?? new NumpyRandomState(DEFAULT_SEED);
    const sampleConfig = createSampleConfig({
      fps: this.config.COEF_FPS,
      rate: this.config.AUDIO_SR,
      n_motions: this.config.MOTIONS,
    });
    const listOf = (split: string): LazyList<DatasetItem> =>
      createLazyList(
        () => this.#dataset().splits.find(({ name }) => name === split)?.entries ?? [],
        (entry) => this.#readItem(entry, sampleConfig),
      );
    this.train = listOf('train');
    this.val = listOf('val');
    this.test = listOf('test');
  }

  #dataset(): Dataset {
    const { TRAIN, VAL, TEST, COEF_STATS, ROOT } = this.config;
    this.#opened ??= openDataset(openParts(this.#platform.openFolder(ROOT)), {
      fileNames: { splits: { train: TRAIN, val: VAL, test: TEST }, statistics: COEF_STATS },
      ...(this.#platform.audioFormats === undefined ? {} : { audioFormats: this.#platform.audioFormats }),
    });
    return this.#opened;
  }

  #readItem(entry: string, config: SampleConfig): DatasetItem {
    const dataset = this.#dataset();
    const n_frames = readFrameCount(dataset.store, entry);
    const start = within(entry, () => drawStartFrame(this.config.CROP, n_frames, config, { random: this.#random }));
    const raw = assembleSample(dataset, createDirectClipReader(dataset), { entry, n_frames }, start, config);
    const coefficients = new Map(
      [...normalizeGroups(dataset, raw)].map(([name, rows]) => [
        name,
        { width: rows.length / config.coef_total_len, rows },
      ]),
    );
    const windows = splitWindows({ audio: normalizeAudio(raw.audio, raw.moments), coefficients }, config);
    return {
      name: entry,
      // Copies, as the loader clones its windows: a caller may change them.
      audio: windows.map((window) => window.audio.slice()),
      coefficients: windows.map((window) =>
        Object.fromEntries([...window.coefficients].map(([name, { rows }]) => [name, rows.slice()])),
      ),
    };
  }
}

function createLazyList<T>(entries: () => readonly string[], read: (entry: string) => T): LazyList<T> {
  return {
    get length() {
      return entries().length;
    },
    get(index) {
      const entry = entries()[index];
      if (entry === undefined) throw new RangeError(`item ${index} of ${entries().length}`);
      return read(entry);
    },
    *[Symbol.iterator]() {
      for (const entry of entries()) yield read(entry);
    },
  };
}
