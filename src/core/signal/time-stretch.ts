import { DataError } from '../errors.ts';
import type { TimeMap } from './time-map.ts';
import { findTransients } from './transients.ts';
import { createSpanWriter, type Span } from './wsola.ts';

/** Segments of 20 ms that overlap by half, as in the paper (see wsola.ts) and in Chromium's media/filters/audio_renderer_algorithm.cc. */
const HOP_SECONDS = 0.01;
/** Half the period of a voice of 67 Hz: within it a segment that fits in phase is always found. */
const TOLERANCE_SECONDS = 0.0075;
/** What is kept whole before and after a transient. */
const BEFORE_TRANSIENT_SECONDS = 0.003;
const AFTER_TRANSIENT_SECONDS = 0.01;
/** Twice what is kept whole, with room for a fade at speed 2. */
const TRANSIENT_DISTANCE_SECONDS = 0.04;
/** Shortest spans that are stretched, in the signal and in the copy. */
const MIN_INPUT_SECONDS = 0.01;
const MIN_OUTPUT_SECONDS = 0.003;

/** A signal at another speed and the same pitch. */
export interface StretchedSound {
  /** Exactly `round(n / speed)` samples. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly map: TimeMap;
}

/**
 * Plays a signal faster or slower without changing its pitch. Transients are heard once each, unchanged, where the speed puts them; what lies between
 * is stretched by WSOLA, off the map by 17.5 ms of the signal at most. The copy begins with the signal's first sample and ends with its last,
 * each at the signal's own pace: copies of neighbouring ranges join, and a loop closes, as gaplessly as the signal itself.
 *
 * @param samples mono, finite.
 * @param rate Hz.
 * @param speed 0.1 to 2; 1 gives a copy.
 */
export function stretchSound(samples: Float32Array, rate: number, speed: number): StretchedSound {
  if (!(speed >= 0.1 && speed <= 2)) throw new DataError(speedProblem(speed));
  const output = new Float32Array(Math.round(samples.length / speed));
  const spans = planSpans(samples, output.length, rate, speed);
  const writeSpan = createSpanWriter(samples, output, {
    hop: Math.round(HOP_SECONDS * rate),
    tolerance: Math.round(TOLERANCE_SECONDS * rate),
  });
  for (const span of spans) writeSpan(span);
  return {
    samples: output,
    map: {
      inputs: Float64Array.from([0, ...spans.map(({ inputEnd }) => inputEnd)]),
      outputs: Float64Array.from([0, ...spans.map(({ outputEnd }) => outputEnd)]),
    },
  };
}

/** Spans that cover signal and copy without a gap: in turn one that is stretched and one that holds a transient and is not. */
function planSpans(samples: Float32Array, outputLength: number, rate: number, speed: number): Span[] {
  const whole = { inputStart: 0, inputEnd: samples.length, outputStart: 0, outputEnd: outputLength };
  if (samples.length === outputLength || outputLength === 0) return outputLength === 0 ? [] : [whole];
  const inSamples = (seconds: number) => Math.round(seconds * rate);
  const [before, after] = [inSamples(BEFORE_TRANSIENT_SECONDS), inSamples(AFTER_TRANSIENT_SECONDS)];
  const isStretchable = (input: number, output: number) =>
    input >= inSamples(MIN_INPUT_SECONDS) && output >= inSamples(MIN_OUTPUT_SECONDS);
  const spans: Span[] = [];
  let [inputStart, outputStart] = [0, 0];
  for (const transient of findTransients(samples, rate, inSamples(TRANSIENT_DISTANCE_SECONDS))) {
    const keptStart = Math.max(inputStart, transient - before);
    const keptOutput = Math.round(transient / speed) - (transient - keptStart);
    const isFirst = inputStart === 0 && keptStart === 0;
    const kept = {
      inputStart: keptStart,
      inputEnd: transient + after,
      outputStart: isFirst ? 0 : keptOutput,
      outputEnd: (isFirst ? 0 : keptOutput) + transient + after - keptStart,
    };
    if (!isFirst && !isStretchable(kept.inputStart - inputStart, kept.outputStart - outputStart)) continue;
    if (!isStretchable(samples.length - kept.inputEnd, outputLength - kept.outputEnd)) continue;
    if (!isFirst) spans.push({ inputStart, inputEnd: kept.inputStart, outputStart, outputEnd: kept.outputStart });
    spans.push(kept);
    [inputStart, outputStart] = [kept.inputEnd, kept.outputEnd];
  }
  spans.push({ ...whole, inputStart, outputStart });
  return spans;
}

function speedProblem(speed: number) {
  return {
    code: 'speed-out-of-range',
    what: 'The sound cannot be stretched to this speed',
    expected: 'a speed from 0.1 to 2',
    found: String(speed),
    where: 'sound',
  };
}
