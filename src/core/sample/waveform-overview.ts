import { DataError } from '../errors.ts';

/** Smallest and largest sample of each pixel column; NaN where nothing (or nothing but NaN) is known. */
export interface WaveformColumns {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** Samples of the finest bucket. A view with fewer samples a pixel is drawn from the samples themselves. */
export const OVERVIEW_BUCKET_SAMPLES = 64;
/** Buckets of one level that make one bucket of the next. */
const BRANCHING = 16;
/** 18 hours at 16 kHz: 128 MiB of buckets. Keeps a wrong clip number from asking for all memory. */
const MAX_SAMPLES = 2 ** 30;

/** Minima and maxima of equally long buckets, finest level first. NaN marks a bucket without samples. */
interface Level {
  min: Float32Array;
  max: Float32Array;
}

/**
 * Minima and maxima of a sequence's audio at growing bucket sizes, so that hours of it can be drawn at any zoom without their samples. Clips
 * may be added in any order and bit by bit; the result is the same.
 */
export class WaveformOverview {
  #levels: Level[] = [emptyLevel(BRANCHING)];
  #endSample = 0;

  /** One past the last sample added so far. */
  get endSample(): number {
    return this.#endSample;
  }

  /** Adds samples after the last one. */
  extend(clipSamples: Float32Array | Int16Array): void {
    this.addSamples(this.#endSample, clipSamples);
  }

  /**
   * Adds samples at a place of the sequence. 16-bit integers are divided by 2^15, as torchaudio and libsndfile do. NaN samples leave no trace,
   * except that a bucket of nothing else stays NaN.
   */
  addSamples(startSample: number, samples: Float32Array | Int16Array): void {
    const endSample = startSample + samples.length;
    if (!Number.isInteger(startSample) || startSample < 0 || endSample > MAX_SAMPLES) {
      throw overviewError(`samples in 0..${MAX_SAMPLES}`, `[${startSample}, ${endSample})`);
    }
    if (samples.length === 0) return;
    this.#endSample = Math.max(this.#endSample, endSample);
    const firstBucket = Math.floor(startSample / OVERVIEW_BUCKET_SAMPLES);
    const endBucket = Math.ceil(endSample / OVERVIEW_BUCKET_SAMPLES);
    this.#makeRoomFor(endBucket);
    const finest = this.#levels[0] as Level;
    const scale = samples instanceof Int16Array ? 1 / 32768 : 1;
    for (let bucket = firstBucket; bucket < endBucket; bucket++) {
      const first = Math.max(bucket * OVERVIEW_BUCKET_SAMPLES - startSample, 0);
      const end = Math.min((bucket + 1) * OVERVIEW_BUCKET_SAMPLES - startSample, samples.length);
      let min = finest.min[bucket] as number;
      let max = finest.max[bucket] as number;
      for (let i = first; i < end; i++) {
        const sample = (samples[i] as number) * scale;
        // Written so that a NaN bound gives way to any sample, and a NaN sample to any bound.
        if (!(sample >= min) && !Number.isNaN(sample)) min = sample;
        if (!(sample <= max) && !Number.isNaN(sample)) max = sample;
      }
      finest.min[bucket] = min;
      finest.max[bucket] = max;
    }
    this.#updateParents(firstBucket, endBucket);
  }

  /**
   * Extremes of `[startSample, endSample)` in `columnCount` pixel columns of equal width.
   *
   * A column takes every bucket that it touches, so it shows each of its samples, and up to 63 samples of its neighbours. What lies outside
   * the added samples is NaN. The cost depends on the columns, not on the samples.
   */
  query(startSample: number, endSample: number, columnCount: number): WaveformColumns {
    if (!Number.isInteger(columnCount) || columnCount < 1 || columnCount > 2 ** 20) {
      throw overviewError('1 to 1048576 pixel columns', String(columnCount));
    }
    if (!Number.isSafeInteger(startSample) || !Number.isSafeInteger(endSample) || endSample < startSample) {
      throw overviewError('whole sample numbers, the first no greater than the end', `[${startSample}, ${endSample})`);
    }
    const columns = emptyLevel(columnCount);
    const span = endSample - startSample;
    if (span === 0) return columns;
    const knownEnd = Math.ceil(this.#endSample / OVERVIEW_BUCKET_SAMPLES);
    for (let column = 0; column < columnCount; column++) {
      const first = startSample + Math.floor((column * span) / columnCount);
      const end = Math.max(startSample + Math.floor(((column + 1) * span) / columnCount), first + 1);
      const firstBucket = Math.max(Math.floor(first / OVERVIEW_BUCKET_SAMPLES), 0);
      const endBucket = Math.min(Math.ceil(end / OVERVIEW_BUCKET_SAMPLES), knownEnd);
      this.#foldBuckets(firstBucket, endBucket, columns, column);
    }
    return columns;
  }

  /** Climbs a level wherever whole parents are covered, so that at most 2 * (BRANCHING - 1) buckets a level are looked at. */
  #foldBuckets(firstBucket: number, endBucket: number, columns: Level, column: number): void {
    let first = firstBucket;
    let end = endBucket;
    for (const level of this.#levels) {
      while (first < end && first % BRANCHING !== 0) foldBucket(level, first++, columns, column);
      while (first < end && end % BRANCHING !== 0) foldBucket(level, --end, columns, column);
      first /= BRANCHING;
      end /= BRANCHING;
      if (first >= end) return;
    }
  }

  /** Levels are added until the coarsest has a single bucket, which ends every climb in {@link #foldBuckets}. */
  #makeRoomFor(bucketCount: number): void {
    const oldLevelCount = this.#levels.length;
    let needed = bucketCount;
    for (let i = 0; i < this.#levels.length; i++) {
      const level = this.#levels[i] as Level;
      if (level.min.length < needed) {
        const capacity = Math.max(level.min.length * 2, Math.ceil(needed / BRANCHING) * BRANCHING);
        this.#levels[i] = { min: grown(level.min, capacity), max: grown(level.max, capacity) };
      }
      if (needed > 1 && i === this.#levels.length - 1) this.#levels.push(emptyLevel(BRANCHING));
      needed = Math.ceil(needed / BRANCHING);
    }
    // New levels lack what the finer ones already know.
    if (this.#levels.length > oldLevelCount) this.#updateParents(0, bucketCount);
  }

  #updateParents(firstBucket: number, endBucket: number): void {
    let first = firstBucket;
    let end = endBucket;
    for (let i = 1; i < this.#levels.length; i++) {
      const children = this.#levels[i - 1] as Level;
      const parents = this.#levels[i] as Level;
      first = Math.floor(first / BRANCHING);
      end = Math.ceil(end / BRANCHING);
      for (let parent = first; parent < end; parent++) {
        for (let child = parent * BRANCHING; child < (parent + 1) * BRANCHING; child++) {
          foldBucket(children, child, parents, parent);
        }
      }
    }
  }
}

function foldBucket(from: Level, bucket: number, into: Level, index: number): void {
  const min = from.min[bucket] as number;
  const max = from.max[bucket] as number;
  if (!(min >= (into.min[index] as number)) && !Number.isNaN(min)) into.min[index] = min;
  if (!(max <= (into.max[index] as number)) && !Number.isNaN(max)) into.max[index] = max;
}

function emptyLevel(length: number): Level {
  return { min: new Float32Array(length).fill(Number.NaN), max: new Float32Array(length).fill(Number.NaN) };
}

function grown(values: Float32Array, length: number): Float32Array {
  const copy = new Float32Array(length).fill(Number.NaN);
  copy.set(values);
  return copy;
}

function overviewError(expected: string, found: string): DataError {
  return new DataError({
    code: 'overview-range',
    what: 'The waveform overview has no such range',
    expected,
    found,
    where: 'waveform overview',
  });
}
