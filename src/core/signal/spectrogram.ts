import { GAP_LEVEL } from './decibel-levels.ts';
import { BIN_COUNT } from './stft.ts';

/** How far apart the frames of a spectrogram lie, and how many of them one stored column joins. */
export interface SpectrogramGrid {
  /** Samples between the centres of two frames; frame g is centred on sample `g * hop` of the sequence. */
  readonly hop: number;
  /** Frames a column of a tile, whose levels are the greatest of theirs. */
  readonly framesPerColumn: number;
}

/** Frames `[firstFrame, firstFrame + frameCount)` of a sequence, `BIN_COUNT` levels a column, column after column. */
export interface SpectrogramTile {
  readonly firstFrame: number;
  readonly frameCount: number;
  readonly framesPerColumn: number;
  readonly levels: Uint8Array;
}

/** The picture to make: equal columns of `[startSample, endSample)`, which may lie between samples; equal rows from 0 Hz up to half the rate. */
export interface SpectrogramRaster {
  readonly startSample: number;
  readonly endSample: number;
  readonly columns: number;
  readonly rows: number;
}

/** Windows closer than this differ by less than the eye sees: 1 ms of 32 ms at 16 kHz. */
const LEAST_HOP = 16;
/**
 * A quarter of the window: between two frames a sample still has 0.85 of its full weight, so that the loudest frame shows a click at no less
 * than -1.4 dB wherever it lies.
 */
const GREATEST_HOP = 128;
/** Frames a stored column, so that a long sequence is drawn from few numbers. */
const FRAMES_A_COLUMN = [64, 8] as const;
/** Stored columns a column of the picture, at least: a click lies at most a quarter of a column off. */
const LEAST_OVERLAP = 4;

/** The grid for a picture with so many samples a column. */
export function chooseGrid(samplesPerColumn: number): SpectrogramGrid {
  let hop = LEAST_HOP;
  while (hop < GREATEST_HOP && hop * 2 <= samplesPerColumn) hop *= 2;
  const framesPerColumn = FRAMES_A_COLUMN.find((frames) => frames * hop * LEAST_OVERLAP <= samplesPerColumn) ?? 1;
  return { hop, framesPerColumn };
}

/** Frames whose centres lie in `[startSample, endSample)`. */
export function framesWithin(startSample: number, endSample: number, hop: number): readonly [number, number] {
  return [Math.ceil(startSample / hop), Math.ceil(endSample / hop)];
}

/**
 * Frames shown by a column of the picture: those centred within it, or where the frames are further apart than the columns the one whose centre is
 * nearest to its middle. Empty outside the sequence.
 */
export function framesOfColumn(
  { startSample, endSample, columns }: SpectrogramRaster,
  column: number,
  hop: number,
  frameCount: number,
): readonly [number, number] {
  // Neighbours have the very same number for the edge between them, so that rounding loses no frame.
  const edge = (place: number) => startSample + (place * (endSample - startSample)) / columns;
  let [first, end] = framesWithin(edge(column), edge(column + 1), hop);
  if (end <= first) {
    first = Math.round(edge(column + 0.5) / hop);
    end = first + 1;
  }
  first = Math.max(first, 0);
  end = Math.min(end, frameCount);
  return end > first ? [first, end] : [0, 0];
}

/** The tile with every `framesPerColumn` columns joined into one by their greatest levels. */
export function joinColumns(tile: SpectrogramTile, framesPerColumn: number): SpectrogramTile {
  const { firstFrame, frameCount } = tile;
  const levels = new Uint8Array(Math.ceil(frameCount / framesPerColumn) * BIN_COUNT);
  for (let frame = 0; frame < frameCount; frame++) {
    raise(levels, Math.floor(frame / framesPerColumn) * BIN_COUNT, tile.levels, frame * BIN_COUNT);
  }
  return { firstFrame, frameCount, framesPerColumn, levels };
}

/** Raises the `BIN_COUNT` levels of `column` to those of the tile's frames within `[firstFrame, endFrame)`. */
export function raiseByTile(column: Uint8Array, tile: SpectrogramTile, firstFrame: number, endFrame: number): void {
  const first = Math.max(firstFrame, tile.firstFrame) - tile.firstFrame;
  const end = Math.min(endFrame, tile.firstFrame + tile.frameCount) - tile.firstFrame;
  if (end <= first) return;
  const last = Math.floor((end - 1) / tile.framesPerColumn);
  for (let stored = Math.floor(first / tile.framesPerColumn); stored <= last; stored++) {
    raise(column, 0, tile.levels, stored * BIN_COUNT);
  }
}

/**
 * Writes the rows of one column, lowest frequency first: the greatest level of the bins whose frequencies lie within a row, or where rows are lower
 * than a bin the nearest bin's.
 */
export function writeRows(column: Uint8Array, rows: number, target: Uint8Array, startIndex: number): void {
  const binsARow = (BIN_COUNT - 1) / rows;
  for (let row = 0; row < rows; row++) {
    const first = Math.ceil(row * binsARow);
    // Half the rate itself belongs to the highest row.
    const end = row === rows - 1 ? BIN_COUNT : Math.ceil((row + 1) * binsARow);
    let level = end > first ? GAP_LEVEL : (column[Math.round((row + 0.5) * binsARow)] as number);
    for (let bin = first; bin < end; bin++) level = Math.max(level, column[bin] as number);
    target[startIndex + row] = level;
  }
}

function raise(target: Uint8Array, targetIndex: number, source: Uint8Array, sourceIndex: number): void {
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    const level = source[sourceIndex + bin] as number;
    if (level > (target[targetIndex + bin] as number)) target[targetIndex + bin] = level;
  }
}
