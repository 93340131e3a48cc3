import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import reference from '../../fixtures/signal/pictures.json' with { type: 'json' };
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import type { ClipPart, ClipReader } from '../core/dataset/clip-reader.ts';
import { DataError } from '../core/errors.ts';
import { decibelsOfLevel, GAP_LEVEL } from '../core/signal/decibel-levels.ts';
import { startWorkerHere } from '../state/worker.fixture.ts';
import { requireValue } from './answer.ts';
import type { SequenceHead, SpectrogramRequest } from './protocol.ts';
import { createSpectrogramReader, type SpectrogramReader } from './spectrogram-data.ts';

const HALF_LEVEL_DB = 80 / 254 / 2;

/** All columns, asked for as the page does. */
function readWhole(
  reader: SpectrogramReader,
  head: SequenceHead,
  request: Omit<SpectrogramRequest, 'entry' | 'firstColumn'>,
) {
  const levels: number[] = [];
  let parts = 0;
  for (let firstColumn = 0; firstColumn < request.columns; parts++) {
    const part = reader.read(head, { ...request, entry: head.entry, firstColumn });
    levels.push(...part.levels);
    firstColumn = part.endColumn;
  }
  return { levels, parts };
}

function makeHead(n_frames: number): SequenceHead {
  return { entry: 'SPK01/000', n_frames, n_clips: Math.ceil(n_frames / 100), seg_len: 100, fps: 25, rate: 16000 };
}

/** Clips of silence with clicks of one sample at full scale; clips in `broken` cannot be read. Counts how often each clip was asked for. */
function createClicks(clickSamples: readonly number[], broken: ReadonlySet<number> = new Set()) {
  const reads = new Map<number, number>();
  const reader: ClipReader = {
    isHeld: () => false,
    read: (_, { clip, samples: [first, end] }: ClipPart) => {
      reads.set(clip, (reads.get(clip) ?? 0) + 1);
      if (broken.has(clip)) {
        throw new DataError({
          code: 'flac-truncated',
          what: 'It ends early',
          expected: '1',
          found: '0',
          where: 'clip',
        });
      }
      const audio = new Float32Array(end - first);
      for (const click of clickSamples) audio[click - clip * 64_000 - first] = 1;
      return { audio, coef: new Map() };
    },
  };
  return { reader, reads };
}

describe('a spectrogram', () => {
  it('holds what numpy makes of the same samples, cell by cell', async () => {
    const worker = startWorkerHere();
    requireValue(await worker.open({ kind: 'url', url: 'demo/' }));
    for (const { decibels, ...raster } of reference.pictures) {
      const found: number[] = [];
      for (let firstColumn = 0; firstColumn < raster.columns; ) {
        const part = requireValue(await worker.readSpectrogram({ ...raster, entry: reference.entry, firstColumn }));
        for (const level of part.levels) found.push(decibelsOfLevel(level));
        firstColumn = part.endColumn;
      }
      expect(found).toHaveLength(decibels.length);
      for (const [index, expected] of decibels.entries()) {
        expect(Math.abs((found[index] ?? Number.NaN) - expected)).toBeLessThan(HALF_LEVEL_DB + 0.002);
      }
    }
  });

  it('shows a click of one sample at every zoom, in its own column', () => {
    // Midway between two frames, where a window weakens it most; in the last clip too.
    const clicks = [64, 130_000 + 64, 49 * 64_000 + 31_000];
    const { reader } = createClicks(clicks);
    const spectrograms = createSpectrogramReader(reader);
    const head = makeHead(5000);
    for (const columns of [10, 71, 2000]) {
      const { levels } = readWhole(spectrograms, head, { startSample: 0, endSample: 3_200_000, columns, rows: 1 });
      const expected = clicks.map((click) => Math.floor((click * columns) / 3_200_000));
      const shown = levels.flatMap((level, column) => (level > 1 ? [column] : []));
      for (const column of shown) expect(expected.some((each) => Math.abs(each - column) <= 1)).toBe(true);
      for (const column of expected) {
        // A click of amplitude 1 in the middle of a window has the power (1 / 128)^2: -42.1 dB.
        expect(decibelsOfLevel(levels[column] ?? 0)).toBeGreaterThan(-44);
      }
    }
  });

  it('measures a long view part after part, and each clip once', () => {
    const { reader, reads } = createClicks([1]);
    const spectrograms = createSpectrogramReader(reader);
    const wide = { startSample: 0, endSample: 50 * 64_000, columns: 100, rows: 4 };
    expect(readWhole(spectrograms, makeHead(5000), wide).parts).toBeGreaterThan(10);
    const readsOfOne = reads.get(20);
    expect(readsOfOne).toBeLessThanOrEqual(3);
    expect(readWhole(spectrograms, makeHead(5000), { ...wide, startSample: 64_000 }).parts).toBe(1);
    expect(reads.get(20)).toBe(readsOfOne);
  });

  it('leaves a gap where a clip cannot be read and where a window would reach into it', () => {
    const { reader } = createClicks([64_000 - 10, 128_000 + 10], new Set([1]));
    const { levels } = readWhole(createSpectrogramReader(reader), makeHead(300), {
      startSample: 64_000 - 512,
      endSample: 128_000 + 512,
      columns: (64_000 + 1024) / 128,
      rows: 1,
    });
    const known = levels.flatMap((level, column) => (level === GAP_LEVEL ? [] : [column]));
    // Frames centred 256 samples or more from the clip; the window's very first weight is zero, yet unknown times zero is unknown.
    expect(known).toEqual([0, 1, 2, 506, 507]);
  });

  it('is a gap where a clip of a real dataset is damaged, and only there', async () => {
    const worker = startWorkerHere();
    requireValue(await worker.open({ kind: 'url', url: join(ODD_DATASETS, 'truncated-flac') }));
    const levels: number[] = [];
    while (levels.length < 500) {
      const part = requireValue(
        await worker.readSpectrogram({
          entry: 'SPK04/000',
          startSample: 0,
          endSample: 5 * 64_000,
          columns: 500,
          rows: 1,
          firstColumn: levels.length,
        }),
      );
      levels.push(...part.levels);
    }
    const gaps = levels.flatMap((level, column) => (level === GAP_LEVEL ? [column] : []));
    // A column a frame: clip 001, and what lies beyond the 447 frames.
    const range = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);
    expect(gaps).toEqual([...range(100, 200), ...range(447, 500)]);
  });

  it('refuses a picture that is none', () => {
    const spectrograms = createSpectrogramReader(createClicks([]).reader);
    const request = { entry: 'SPK01/000', startSample: 0, endSample: 100, columns: 10, rows: 1e9, firstColumn: 0 };
    expect(() => spectrograms.read(makeHead(100), request)).toThrow(
      'A spectrogram of this size cannot be made: expected a range of samples, 1 to 16384 columns and rows, and a first column among them, ' +
        'found [0, 100), 10 columns from 0 on, 1000000000 rows (spectrogram)',
    );
  });
});
