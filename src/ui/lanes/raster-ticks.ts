/** A label at the right edge of a raster lane's gutter. */
export interface RasterTick {
  /** Middle of the label in pixels from the top of the lane. */
  readonly y: number;
  readonly label: string;
}

const LABEL_PX = 16;
const MIN_GAP_PX = 14;
const FREQUENCY_STEPS_KHZ = [0.5, 1, 2, 4, 5, 10, 20];
const MOST_FREQUENCIES = 6;
const DIMENSION_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const DIMENSION_GAP_PX = 20;

/** kHz from 0 at the bottom to half the sampling rate at the top. */
export function frequencyTicks(rate: number, heightPx: number): RasterTick[] {
  const highest = rate / 2000;
  const step = FREQUENCY_STEPS_KHZ.find((khz) => highest / khz < MOST_FREQUENCIES) ?? highest;
  const count = Math.floor(highest / step + 1e-9) + 1;
  return spaceOut(
    Array.from({ length: count }, (_, index) => ({
      y: keepInside(heightPx * (1 - (index * step) / highest), heightPx),
      label: String(index * step),
    })),
  );
}

/** Indices of dimensions, the last one always among them. */
export function dimensionTicks(width: number, rowPx: number, heightPx: number): RasterTick[] {
  const step = DIMENSION_STEPS.find((dims) => dims * rowPx >= DIMENSION_GAP_PX) ?? width;
  const at = (dim: number) => ({ y: keepInside((dim + 0.5) * rowPx, heightPx), label: String(dim) });
  const last = at(width - 1);
  const others = Array.from({ length: Math.ceil((width - 1) / step) }, (_, index) => at(index * step));
  return [...spaceOut(others).filter(({ y }) => last.y - y >= MIN_GAP_PX), last];
}

/** The labels that leave room for one at `y`. */
export function ticksBeside(ticks: readonly RasterTick[], y: number): RasterTick[] {
  return ticks.filter((tick) => Math.abs(tick.y - y) >= MIN_GAP_PX);
}

function spaceOut(ticks: readonly RasterTick[]): RasterTick[] {
  const shown: RasterTick[] = [];
  for (const tick of ticks) {
    const previous = shown.at(-1);
    if (previous === undefined || Math.abs(tick.y - previous.y) >= MIN_GAP_PX) shown.push(tick);
  }
  return shown;
}

/** The middle of a label at `y`, moved so that the whole label is in the gutter. */
export function keepInside(y: number, heightPx: number): number {
  return Math.min(Math.max(y, LABEL_PX / 2), Math.max(heightPx - LABEL_PX / 2, LABEL_PX / 2));
}
