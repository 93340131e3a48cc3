/** Where points lie and which mark each has; one value a point. */
export interface PlottedPoints {
  /** CSS pixels from the left and the top of the plot; NaN for a point that cannot be placed. */
  readonly xsPx: Float32Array;
  readonly ysPx: Float32Array;
  /** Index of each point's mark. */
  readonly marks: Uint8Array;
}

/** How much of each pixel around a point a mark covers, 0 to 1, row-major (sizePx, sizePx), the point in the middle. */
export interface Sprite {
  readonly sizePx: number;
  readonly cover: Float32Array;
}

export type MarkShape = 'dot' | 'triangle' | 'square' | 'cross';

/** Looks a pixel into so many parts each way: smooth edges without a canvas to draw them. */
const PARTS = 5;

/** `radiusPx` and `linePx` in device pixels. A square and a cross are lines. */
export function createSprite(shape: MarkShape, radiusPx: number, linePx: number): Sprite {
  const reach = Math.ceil(radiusPx * 1.2 + 0.5);
  const sizePx = reach * 2 + 1;
  const isInside = insideTest(shape, radiusPx, linePx);
  const cover = new Float32Array(sizePx * sizePx);
  for (let y = 0; y < sizePx; y++) {
    for (let x = 0; x < sizePx; x++) {
      let hits = 0;
      for (let part = 0; part < PARTS * PARTS; part++) {
        const dx = x - reach - 0.5 + ((part % PARTS) + 0.5) / PARTS;
        const dy = y - reach - 0.5 + (Math.floor(part / PARTS) + 0.5) / PARTS;
        if (isInside(dx, dy)) hits++;
      }
      cover[y * sizePx + x] = hits / (PARTS * PARTS);
    }
  }
  return { sizePx, cover };
}

function insideTest(shape: MarkShape, radius: number, line: number): (dx: number, dy: number) => boolean {
  switch (shape) {
    case 'dot':
      return (dx, dy) => dx * dx + dy * dy <= radius * radius;
    case 'triangle':
      // Upright, its middle of gravity at the point.
      return (dx, dy) => dy <= radius * 0.75 && dy >= -radius * 1.1 + Math.abs(dx) * 1.8;
    case 'square':
      return (dx, dy) => {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        return far <= radius && far >= radius - line;
      };
    case 'cross':
      return (dx, dy) =>
        Math.max(Math.abs(dx), Math.abs(dy)) <= radius && Math.min(Math.abs(dx - dy), Math.abs(dx + dy)) <= line * 0.7;
  }
}

export interface PointPaint {
  readonly color: readonly [red: number, green: number, blue: number];
  /** By mark: its sprite, and how opaque it is, 0 to 1. */
  readonly sprites: readonly Sprite[];
  readonly opacities: readonly number[];
  readonly pixelRatio: number;
}

/**
 * Draws points into transparent RGBA pixels: all of them, or those whose byte in `mask` is 1. Marks of a higher index lie over those of a lower. Where
 * translucent marks meet they add up; of opaque ones the denser pixel stays. 100,000 marks take a few milliseconds, where as many calls of a canvas take
 * a hundred.
 */
export function paintPoints(
  pixels: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
  points: PlottedPoints,
  { color, sprites, opacities, pixelRatio }: PointPaint,
  mask: Uint8Array | null,
): void {
  const { data, width, height } = pixels;
  // One byte a pixel stays in the processor's cache, and a whole sprite is one row of offsets.
  const alphas = new Uint8Array(width * height);
  const { xsPx, ysPx, marks } = points;
  for (const [mark, sprite] of sprites.entries()) {
    const cover = coverOf(sprite, opacities[mark] ?? 1);
    const { reach } = cover;
    for (let point = 0; point < xsPx.length; point++) {
      if (marks[point] !== mark || (mask !== null && mask[point] === 0)) continue;
      const x = Math.round((xsPx[point] as number) * pixelRatio);
      const y = Math.round((ysPx[point] as number) * pixelRatio);
      // NaN compares false.
      if (x >= reach && x < width - reach && y >= reach && y < height - reach)
        stamp(alphas, y * width + x, width, cover);
      else if (x >= -reach && x < width + reach && y >= -reach && y < height + reach) {
        stampCut(alphas, x, y, width, height, cover);
      }
    }
  }
  const [red, green, blue] = color;
  for (let pixel = 0; pixel < alphas.length; pixel++) {
    const alpha = alphas[pixel] as number;
    if (alpha === 0) continue;
    data[pixel * 4] = red;
    data[pixel * 4 + 1] = green;
    data[pixel * 4 + 2] = blue;
    data[pixel * 4 + 3] = alpha;
  }
}

type Cover = ReturnType<typeof coverOf>;

function stamp(alphas: Uint8Array, at: number, width: number, { left, top, alpha, isOpaque }: Cover): void {
  for (let part = 0; part < alpha.length; part++) {
    const pixel = at + (top[part] as number) * width + (left[part] as number);
    const known = alphas[pixel] as number;
    if (known !== 255) alphas[pixel] = joinAlpha(known, alpha[part] as number, isOpaque);
  }
}

/** A sprite that the edge of the plot cuts. */
function stampCut(alphas: Uint8Array, x: number, y: number, width: number, height: number, cover: Cover): void {
  const { left, top, alpha, isOpaque } = cover;
  for (let part = 0; part < alpha.length; part++) {
    const partX = x + (left[part] as number);
    const partY = y + (top[part] as number);
    if (partX < 0 || partX >= width || partY < 0 || partY >= height) continue;
    const pixel = partY * width + partX;
    alphas[pixel] = joinAlpha(alphas[pixel] as number, alpha[part] as number, isOpaque);
  }
}

function joinAlpha(known: number, added: number, isOpaque: boolean): number {
  if (isOpaque) return Math.max(known, added);
  return known + ((added * (255 - known) + 127) >> 8);
}

/** The pixels of a sprite that it covers at all, about the point. */
function coverOf({ sizePx, cover }: Sprite, opacity: number) {
  const reach = (sizePx - 1) / 2;
  const parts = Array.from(cover.keys()).filter((at) => Math.round(255 * opacity * (cover[at] as number)) > 0);
  return {
    reach,
    isOpaque: opacity === 1,
    left: Int32Array.from(parts, (at) => (at % sizePx) - reach),
    top: Int32Array.from(parts, (at) => Math.floor(at / sizePx) - reach),
    alpha: Uint8Array.from(parts, (at) => Math.round(255 * opacity * (cover[at] as number))),
  };
}

/** `#rrggbb` as numbers; white for anything else. */
export function parseColor(text: string): readonly [number, number, number] {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text.trim());
  const channel = (index: number) => Number.parseInt(match?.[index] ?? 'ff', 16);
  return [channel(1), channel(2), channel(3)];
}
