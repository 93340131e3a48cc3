/** Half-open spans of a signal and of its stretched copy that are put against each other. */
export interface Span {
  readonly inputStart: number;
  readonly inputEnd: number;
  readonly outputStart: number;
  readonly outputEnd: number;
}

/** Sizes of waveform similarity overlap-add, in samples. */
export interface OverlapSizes {
  /** Distance of the segments in the copy; each overlaps the one before by as much. */
  readonly hop: number;
  /** How far a segment may lie from where the speed puts it, either way. */
  readonly tolerance: number;
}

/** Samples that one of the coarse search stands for. */
const COARSE = 4;

/**
 * Writes one span of the copy by WSOLA (Verhelst and Roelands, "An overlap-add technique based on waveform similarity for high quality
 * time-scale modification of speech", ICASSP 1993): the copy is put together from segments that keep their own speed, each taken from near
 * where the speed puts it, where the signal resembles most (least sum of squared differences) what would follow the segment before.
 *
 * The first segment begins exactly at the span's first sample and the last fades into the span's last samples, and none leaves the
 * span; so spans written one after the other join without a seam, as the signal does, and a transient outside the span is not heard in it.
 * Each weight is between 0 and 1 and the two of an overlap add up to 1: no peak rises.
 */
export function createSpanWriter(input: Float32Array, output: Float32Array, sizes: OverlapSizes): (span: Span) => void {
  const coarse = decimate(input);
  const fades = new Map<number, Float32Array>();

  function fadeIn(length: number): Float32Array {
    const known = fades.get(length);
    if (known !== undefined) return known;
    const made = Float32Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 1)) / length));
    fades.set(length, made);
    return made;
  }

  /** Writes a segment up to the next, which fades in over its last samples. */
  function writeSegment(from: number, nextFrom: number, at: number, nextAt: number, overlap: number): void {
    const length = nextAt - at;
    output.set(input.subarray(from, from + length), at);
    const faded = Math.min(overlap, length);
    const weights = fadeIn(faded);
    for (let i = 0; i < faded; i++) {
      const weight = weights[i] ?? 0;
      const leaving = input[from + length - faded + i] ?? 0;
      const coming = input[nextFrom - faded + i] ?? 0;
      output[nextAt - faded + i] = leaving + (coming - leaving) * weight;
    }
  }

  return ({ inputStart, inputEnd, outputStart, outputEnd }) => {
    const [inputLength, outputLength] = [inputEnd - inputStart, outputEnd - outputStart];
    if (inputLength === outputLength) {
      output.set(input.subarray(inputStart, inputEnd), outputStart);
      return;
    }
    const hop = Math.max(1, Math.min(sizes.hop, Math.floor(inputLength / 3)));
    const count = Math.max(1, Math.round(outputLength / hop));
    const startOf = (segment: number) => outputStart + Math.round((segment * outputLength) / count);
    let from = inputStart;
    for (let segment = 0; segment < count; segment++) {
      const [at, nextAt] = [startOf(segment), startOf(segment + 1)];
      let nextFrom = inputEnd;
      if (segment + 1 < count) {
        const nominal = inputStart + Math.round(((segment + 1) * inputLength) / count);
        const following = from + nextAt - at;
        const length = startOf(segment + 2) - nextAt;
        nextFrom = findSimilar(input, coarse, {
          following,
          nominal,
          first: Math.max(inputStart + hop, nominal - sizes.tolerance),
          last: Math.min(inputEnd - length, nominal + sizes.tolerance),
          overlap: hop,
          // The segment before the last has to fit what it fades into, too.
          ending: segment + 2 === count ? { length, at: inputEnd } : null,
        });
      }
      writeSegment(from, nextFrom, at, nextAt, hop);
      from = nextFrom;
    }
  };
}

interface Search {
  /** Sample that would follow the segment before. */
  readonly following: number;
  /** Sample at which the speed puts the segment. */
  readonly nominal: number;
  /** First and last sample at which it may begin. */
  readonly first: number;
  readonly last: number;
  /** Samples before it that are faded. */
  readonly overlap: number;
  /** Where the segment ends and what comes then, if that is fixed. */
  readonly ending: { readonly length: number; readonly at: number } | null;
}

/** Where the signal before a sample resembles most that before `following`: searched on every fourth sample, then on each about the best. */
function findSimilar(input: Float32Array, coarse: Float32Array, search: Search): number {
  const { following, nominal, first, last, overlap, ending } = search;
  if (last <= first) return first;
  if (ending === null && following >= first && following <= last) return following;
  const overlapCoarse = Math.max(1, Math.floor(overlap / COARSE));
  const roughly = best(
    first,
    last,
    COARSE,
    nominal,
    (at) =>
      squaredDifference(coarse, Math.floor(following / COARSE), Math.floor(at / COARSE), overlapCoarse) +
      (ending === null
        ? 0
        : squaredDifference(
            coarse,
            Math.floor((at + ending.length) / COARSE),
            Math.floor(ending.at / COARSE),
            overlapCoarse,
          )),
  );
  return best(
    Math.max(first, roughly - COARSE),
    Math.min(last, roughly + COARSE),
    1,
    nominal,
    (at) =>
      squaredDifference(input, following, at, overlap) +
      (ending === null ? 0 : squaredDifference(input, at + ending.length, ending.at, overlap)),
  );
}

/** The candidate of least cost; of equal ones, as in silence, the nearest to `nominal`. */
function best(first: number, last: number, step: number, nominal: number, cost: (at: number) => number): number {
  let found = first;
  let least = Number.POSITIVE_INFINITY;
  for (let at = first; at <= last; at += step) {
    const here = cost(at);
    if (here < least || (here === least && Math.abs(at - nominal) < Math.abs(found - nominal))) {
      least = here;
      found = at;
    }
  }
  return found;
}

/** Sum of squared differences of the `length` samples before two ends. */
function squaredDifference(samples: Float32Array, endA: number, endB: number, length: number): number {
  let sum = 0;
  for (let i = 1; i <= length; i++) {
    const difference = (samples[endA - i] ?? 0) - (samples[endB - i] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

function decimate(samples: Float32Array): Float32Array {
  const coarse = new Float32Array(Math.ceil(samples.length / COARSE));
  for (let i = 0; i < coarse.length; i++) {
    let sum = 0;
    for (let each = i * COARSE; each < (i + 1) * COARSE; each++) sum += samples[each] ?? 0;
    coarse[i] = sum / COARSE;
  }
  return coarse;
}
