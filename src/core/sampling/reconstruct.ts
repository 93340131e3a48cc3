import { createKaiserWindow } from './kaiser-window.ts';
import { NEARLY_IDEAL } from './resample.ts';
import { type Tone, toneSample } from './tone.ts';

/** Index of the sample that a converter holds at a time: the last one taken. */
export function heldIndex(seconds: number, rate: number): number {
  // A time that stands for a sample's own may fall short of it by a rounding error.
  return Math.floor(seconds * rate + 1e-9);
}

/** Neighbours on each side that a rebuilt value is made of. */
const REACH = NEARLY_IDEAL.zeroCrossings;
const kaiser = createKaiserWindow(NEARLY_IDEAL.beta);

/**
 * The tone as it is rebuilt from its samples alone, at many times: the sum of a sinc a sample (Whittaker-Shannon), windowed by Kaiser to 256
 * neighbours on each side, before time 0 too. Of a tone beyond the limit the samples give its alias. Errs by less than 1e-3 up to 98 % of the limit.
 */
export function rebuildTone(tone: Tone, rate: number, seconds: Float64Array): Float64Array {
  if (seconds.length === 0) return new Float64Array();
  const places = seconds.map((time) => time * rate);
  const [earliest, latest] = places.reduce(
    ([low, high], place) => [Math.min(low, place), Math.max(high, place)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as readonly [number, number],
  );
  const first = Math.floor(earliest) - REACH - 1;
  const count = Math.ceil(latest) + REACH + 2 - first;
  const samples = Float64Array.from({ length: count }, (_, at) => toneSample(tone, rate, first + at));
  return places.map((place) => rebuildAt(samples, place - first));
}

/** The band-limited value at a place between samples, counted in samples; at least 256 of them lie on each side. */
function rebuildAt(samples: Float64Array, place: number): number {
  const nearest = Math.round(place);
  const offset = place - nearest;
  if (Math.abs(offset) < 1e-9) return samples[nearest] as number;
  let sum = 0;
  for (let k = -REACH; k <= REACH; k++) {
    const distance = offset - k;
    const weighted = ((samples[nearest + k] as number) * kaiser.weightAt(distance / REACH)) / distance;
    sum += k % 2 === 0 ? weighted : -weighted;
  }
  // sin(pi (offset - k)) is the same for all neighbours but for its sign.
  return (sum * Math.sin(Math.PI * offset)) / Math.PI;
}
