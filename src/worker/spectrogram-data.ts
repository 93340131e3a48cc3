import { isSourceFault } from '../core/bytes/source-fault.ts';
import type { ClipReader } from '../core/dataset/clip-reader.ts';
import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import { DataError, type Problem } from '../core/errors.ts';
import { MP3_DECODER_MISSING } from '../core/formats/mp3.ts';
import {
  chooseGrid,
  framesOfColumn,
  framesWithin,
  joinColumns,
  raiseByTile,
  type SpectrogramGrid,
  type SpectrogramTile,
  writeRows,
} from '../core/signal/spectrogram.ts';
import { BIN_COUNT, createStft, measureLevels, WINDOW_SAMPLES } from '../core/signal/stft.ts';
import { clipsOfSamples, readSequenceAudio, samplesOfFrames } from './clip-data.ts';
import type { SequenceHead, SpectrogramPart, SpectrogramRequest } from './protocol.ts';
import { createTileCache } from './tile-cache.ts';

/** Makes pictures of a dataset's sound. */
export interface SpectrogramReader {
  /**
   * The next columns of a picture: all up to where too much would have to be measured at once. A clip that cannot be decoded leaves a gap. Throws a
   * `DataError` on a picture that is no picture, and where the dataset's bytes cannot be had.
   */
  read(head: SequenceHead, request: SpectrogramRequest): SpectrogramPart;
  /** Clips `[first, end)` that `read` would decode next. */
  planClips(request: SpectrogramRequest, segLen: number): readonly [number, number];
}

/** Measured tiles kept: half an hour of speech as closely as wide views need it. */
const CACHE_BYTES = 72 * 2 ** 20;
/** Frames measured together: 4 s of speech in wide views, about one clip. */
const TILE_FRAMES = 512;
/** Tiles measured in one call, some 15 ms with the decoding: the figures of a crop that is dragged wait no longer for their turn. */
const TILES_A_CALL = 2;
/** Most columns and rows of a picture, more than any screen has. */
const MAX_SIDE = 16_384;
const HALF_WINDOW = WINDOW_SAMPLES / 2;

/**
 * Keeps what it measured, by sequence and grid.
 *
 * @param dataset if given, clips whose coefficients are damaged are shown too: their audio is decoded alone.
 */
export function createSpectrogramReader(reader: ClipReader, dataset?: Dataset): SpectrogramReader {
  const stft = createStft();
  const tiles = createTileCache(CACHE_BYTES);

  function read(head: SequenceHead, request: SpectrogramRequest): SpectrogramPart {
    requireRaster(request);
    const { columns, rows, firstColumn } = request;
    const grid = gridOf(request);
    const frameCount = framesWithin(0, samplesOfFrames(head, head.n_frames), grid.hop)[1];
    const levels = new Uint8Array((columns - firstColumn) * rows);
    const column = new Uint8Array(BIN_COUNT);
    let measuredTiles = 0;
    let endColumn = firstColumn;
    while (endColumn < columns && measuredTiles < TILES_A_CALL) {
      column.fill(0);
      const [first, end] = framesOfColumn(request, endColumn, grid.hop, frameCount);
      for (let index = Math.floor(first / TILE_FRAMES); index * TILE_FRAMES < end; index++) {
        let tile = keptTile(head.entry, grid, index);
        if (tile === undefined) {
          tile = measureTile(head, grid, index, frameCount);
          measuredTiles++;
        }
        raiseByTile(column, tile, first, end);
      }
      writeRows(column, rows, levels, (endColumn - firstColumn) * rows);
      endColumn++;
    }
    return { firstColumn, endColumn, levels: levels.slice(0, (endColumn - firstColumn) * rows) };
  }

  function planClips(request: SpectrogramRequest, segLen: number): readonly [number, number] {
    requireRaster(request);
    const { startSample, endSample, columns, firstColumn } = request;
    const grid = gridOf(request);
    const from = startSample + ((endSample - startSample) / columns) * firstColumn;
    const tileSamples = TILE_FRAMES * grid.hop;
    for (let index = Math.max(Math.floor(from / tileSamples), 0); index * tileSamples < endSample; index++) {
      if (keptTile(request.entry, grid, index) !== undefined) continue;
      const [first, end] = clipsOfSamples(index * tileSamples, (index + TILES_A_CALL) * tileSamples, segLen);
      return [Math.max(first - 1, 0), end + 1];
    }
    return [0, 0];
  }

  function keptTile(entry: string, grid: SpectrogramGrid, index: number): SpectrogramTile | undefined {
    const kept = tiles.get(tileKey(entry, grid, index));
    if (kept !== undefined || grid.framesPerColumn === 1) return kept;
    const fine = tiles.get(tileKey(entry, { ...grid, framesPerColumn: 1 }, index));
    if (fine === undefined) return undefined;
    const joined = joinColumns(fine, grid.framesPerColumn);
    tiles.keep(tileKey(entry, grid, index), joined);
    return joined;
  }

  function measureTile(head: SequenceHead, grid: SpectrogramGrid, index: number, frameCount: number): SpectrogramTile {
    const firstFrame = index * TILE_FRAMES;
    const endFrame = Math.min(firstFrame + TILE_FRAMES, frameCount);
    const samples = readAround(head, firstFrame * grid.hop - HALF_WINDOW, (endFrame - 1) * grid.hop + HALF_WINDOW);
    const levels = measureLevels(stft, samples, grid.hop);
    const fine: SpectrogramTile = { firstFrame, frameCount: endFrame - firstFrame, framesPerColumn: 1, levels };
    tiles.keep(tileKey(head.entry, { ...grid, framesPerColumn: 1 }, index), fine);
    return keptTile(head.entry, grid, index) ?? fine;
  }

  /** Samples of a sequence: zeros beyond its ends, NaN where a clip cannot be decoded, so that no frame is of sound that is not there. */
  function readAround(head: SequenceHead, startSample: number, endSample: number): Float32Array {
    const samples = new Float32Array(endSample - startSample);
    const clipSamples = samplesOfFrames(head, head.seg_len);
    const totalSamples = samplesOfFrames(head, head.n_frames);
    const [firstClip, endClip] = clipsOfSamples(
      Math.max(startSample, 0),
      Math.min(endSample, totalSamples),
      head.seg_len,
    );
    for (let clip = firstClip; clip < endClip; clip++) {
      const firstSample = clip * clipSamples;
      const from = Math.max(startSample, firstSample);
      const to = Math.min(endSample, firstSample + clipSamples, totalSamples);
      // The whole clip even for a part of it: what can be shown must not depend on where tiles begin.
      const end = Math.min(firstSample + clipSamples, totalSamples);
      const read = attempt(() => readSequenceAudio(reader, head, firstSample, end, dataset));
      if ('value' in read) samples.set(read.value.subarray(from - firstSample, to - firstSample), from - startSample);
      else if (isPassing(read.problem)) throw new DataError(read.problem);
      else samples.fill(Number.NaN, from - startSample, to - startSample);
    }
    return samples;
  }

  return { read, planClips };
}

/** Whether another try may read the clip: its bytes could not be had, or a decoder is yet to be loaded. */
function isPassing(problem: Problem): boolean {
  return isSourceFault(problem) || problem.code === MP3_DECODER_MISSING;
}

function gridOf({ startSample, endSample, columns }: SpectrogramRequest): SpectrogramGrid {
  return chooseGrid((endSample - startSample) / columns);
}

function tileKey(entry: string, { hop, framesPerColumn }: SpectrogramGrid, index: number): string {
  return `${hop} ${framesPerColumn} ${index} ${entry}`;
}

function requireRaster({ startSample, endSample, columns, rows, firstColumn }: SpectrogramRequest): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE;
  const isRange = Number.isFinite(startSample) && Number.isFinite(endSample) && endSample > startSample;
  const isPlace = Number.isInteger(firstColumn) && firstColumn >= 0 && firstColumn < columns;
  if (isRange && isSide(columns) && isSide(rows) && isPlace) return;
  throw new DataError({
    code: 'spectrogram-request',
    what: 'A spectrogram of this size cannot be made',
    expected: `a range of samples, 1 to ${MAX_SIDE} columns and rows, and a first column among them`,
    found: `[${startSample}, ${endSample}), ${columns} columns from ${firstColumn} on, ${rows} rows`,
    where: 'spectrogram',
  });
}
