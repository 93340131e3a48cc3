import type { Folder } from '../bytes/folder.ts';
import { DataError } from '../errors.ts';
import type { AudioFormat } from '../formats/audio-format.ts';
import type { NumpyRandomState } from '../sample/numpy-random.ts';

/** A dataset's entry in a training configuration, with the field names of the reference's configuration. */
export interface DatasetConfig {
  /** Folder or URL. */
  readonly ROOT: string;
  /** Name in the registry. */
  readonly NAME: string;
  /** Split lists beside the store. */
  readonly TRAIN: string;
  readonly VAL: string;
  readonly TEST: string;
  /** Statistics file beside the store. */
  readonly COEF_STATS: string;
  /** Hz. */
  readonly AUDIO_SR: number;
  /** Frames a second. */
  readonly COEF_FPS: number;
  /** Frames a window. */
  readonly MOTIONS: number;
  readonly CROP: 'random' | 'begin' | 'end';
}

/** What a dataset class needs of its platform. */
export interface DatasetPlatform {
  openFolder(root: string): Folder;
  readonly audioFormats?: readonly AudioFormat[];
  /** For random crops, one draw an item in the order in which items are read. */
  readonly random?: NumpyRandomState;
}

/** One item: a crop cut into its windows, normalised. */
export interface DatasetItem {
  /** The entry, e.g. `SPK01/000`. */
  readonly name: string;
  /** One array a window, `round(rate / fps * MOTIONS)` samples each. */
  readonly audio: readonly Float32Array[];
  /** One record a window: row-major (MOTIONS, width) by group name. */
  readonly coefficients: readonly Readonly<Record<string, Float32Array>>[];
}

/** Items that are read when asked for. */
export interface LazyList<T> extends Iterable<T> {
  readonly length: number;
  /** Throws a `RangeError` outside `[0, length)`, a `DataError` where the item cannot be read. */
  get(index: number): T;
}

/** A dataset as training code sees it. */
export interface StandardDataset {
  readonly config: DatasetConfig;
  readonly train: LazyList<DatasetItem>;
  readonly val: LazyList<DatasetItem>;
  readonly test: LazyList<DatasetItem>;
}

/** A dataset class: takes the configuration, reads nothing until asked. */
export type DatasetClass = new (
  config: Partial<DatasetConfig> & Pick<DatasetConfig, 'ROOT'>,
  platform: DatasetPlatform,
) => StandardDataset;

/** Dataset classes by name. Adding a dataset: its file, and one line in `datasets.ts`. */
export class DatasetRegistry {
  readonly #classes = new Map<string, DatasetClass>();

  register(name: string, datasetClass: DatasetClass): void {
    if (this.#classes.has(name)) throw new Error(`a dataset is already registered as ${name}`);
    this.#classes.set(name, datasetClass);
  }

  names(): readonly string[] {
    return [...this.#classes.keys()];
  }

  /** Throws a `DataError` that lists the known names. */
  get(name: string): DatasetClass {
    const found = this.#classes.get(name);
    if (found !== undefined) return found;
    throw new DataError({
      code: 'dataset-unknown',
      what: 'No dataset class has this name',
      expected: this.names().join(', '),
      found: name,
      where: 'dataset registry',
    });
  }
}
