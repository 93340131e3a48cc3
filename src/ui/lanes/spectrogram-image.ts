import { decibelsOfLevel, GAP_LEVEL } from '../../core/signal/decibel-levels.ts';
import type { SpectrogramPart, SpectrogramRequest } from '../../worker/protocol.ts';

/** What a picture is of. */
export type SpectrogramTarget = Omit<SpectrogramRequest, 'firstColumn'>;

/** A picture of a sequence's sound; while it is being made, the columns still to come are those of the one before. */
export interface SpectrogramImage extends SpectrogramTarget {
  /** Column after column, `rows` levels each from 0 Hz up. */
  readonly levels: Uint8Array;
}

/** A new picture with what an earlier one shows of the same samples, stretched; the rest is a gap. */
export function startImage(target: SpectrogramTarget, earlier: SpectrogramImage | null): SpectrogramImage {
  const { columns, rows, startSample, endSample } = target;
  const levels = new Uint8Array(columns * rows).fill(GAP_LEVEL);
  if (earlier === null || earlier.entry !== target.entry) return { ...target, levels };
  const earlierWidth = (earlier.endSample - earlier.startSample) / earlier.columns;
  for (let column = 0; column < columns; column++) {
    const middle = startSample + ((column + 0.5) * (endSample - startSample)) / columns;
    const from = Math.floor((middle - earlier.startSample) / earlierWidth);
    if (from < 0 || from >= earlier.columns) continue;
    for (let row = 0; row < rows; row++) {
      const fromRow = Math.floor(((row + 0.5) * earlier.rows) / rows);
      levels[column * rows + row] = earlier.levels[from * earlier.rows + fromRow] as number;
    }
  }
  return { ...target, levels };
}

/** Puts columns in their place. The levels are written in place; what is returned is a new object, so that it is drawn anew. */
export function placePart(image: SpectrogramImage, part: SpectrogramPart): SpectrogramImage {
  image.levels.set(part.levels, part.firstColumn * image.rows);
  return { ...image };
}

/** The cell at a sample and at a share of the height from the bottom; null outside the picture. */
export function readCell(image: SpectrogramImage, sample: number, share: number): { readonly decibels: number } | null {
  const { startSample, endSample, columns, rows } = image;
  const column = Math.floor(((sample - startSample) / (endSample - startSample)) * columns);
  if (column < 0 || column >= columns || share < 0 || share > 1) return null;
  const row = Math.min(Math.floor(share * rows), rows - 1);
  return { decibels: decibelsOfLevel(image.levels[column * rows + row] as number) };
}

/** The loudest cell that touches a range of samples: its decibels, its sample and its share of the height; null where there is none. */
export function findLoudest(
  image: SpectrogramImage,
  { startSample, endSample }: Pick<SpectrogramTarget, 'startSample' | 'endSample'>,
): {
  readonly decibels: number;
  readonly sample: number;
  readonly share: number;
} | null {
  const { columns, rows, levels } = image;
  const width = (image.endSample - image.startSample) / columns;
  const columnOf = (sample: number) => (sample - image.startSample) / width;
  const first = Math.max(Math.floor(columnOf(startSample) + EDGE_SLACK), 0);
  const end = Math.min(Math.ceil(columnOf(endSample) - EDGE_SLACK), columns);
  let best = GAP_LEVEL;
  let place = 0;
  for (let index = first * rows; index < end * rows; index++) {
    const level = levels[index] as number;
    if (level > best) {
      best = level;
      place = index;
    }
  }
  if (best === GAP_LEVEL) return null;
  return {
    decibels: decibelsOfLevel(best),
    sample: image.startSample + (Math.floor(place / rows) + 0.5) * width,
    share: ((place % rows) + 0.5) / rows,
  };
}

/** Rounding errors of an edge touch no column. */
const EDGE_SLACK = 1e-6;
