import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { roundHalfEven } from '../../sample/round-half-even.ts';
import type { SoundEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { type Excerpt, framesAround, readExcerpt, waveOf } from './read-excerpt.ts';

const FRAMES_BESIDE = 25;
/** 20 ms at 16 kHz. */
const CLOSE_UP_SAMPLES = 320;

/** The wave around what was found, and some samples of the worst place. */
export function measureSoundEvidence(dataset: Dataset, finding: Finding, config: SampleConfig): SoundEvidence | null {
  const { entry, frames } = finding;
  if (entry === null || frames === null) return null;
  const excerpt = readExcerpt(dataset, entry, framesAround(frames, FRAMES_BESIDE), config);
  if (excerpt === null) return null;
  const middle = worstSample(finding, excerpt, config.audio_unit) - excerpt.startSample;
  const first = Math.min(
    Math.max(middle - CLOSE_UP_SAMPLES / 2, 0),
    Math.max(excerpt.samples.length - CLOSE_UP_SAMPLES, 0),
  );
  return {
    kind: 'sound',
    wave: waveOf(excerpt, config.audio_unit),
    marked: [frames[0], Math.min(frames[1], excerpt.frames[1])],
    levelDb: excerpt.levelDb,
    closeUp: {
      startSample: excerpt.startSample + first,
      samples: excerpt.samples.slice(first, first + CLOSE_UP_SAMPLES),
      rate: config.rate,
    },
    line: lineOf(finding),
  };
}

/** A level to draw: the mean of a DC offset, the peak of clipping. */
function lineOf({ code, numbers }: Finding): number | null {
  if (code === 'audio-dc-offset') return numbers.mean ?? null;
  return code === 'audio-clipping' ? (numbers.peak ?? null) : null;
}

/** Sample of the sequence to look at closely. */
function worstSample({ code, frames, numbers }: Finding, excerpt: Excerpt, audioUnit: number): number {
  const [start, end] = frames ?? excerpt.frames;
  const startSample = roundHalfEven(start * audioUnit);
  if (code !== 'audio-clipping')
    return code === 'audio-silence' ? roundHalfEven(((start + end) / 2) * audioUnit) : startSample;
  const peak = Math.fround(numbers.peak ?? Number.NaN);
  let best = { at: startSample, run: 0 };
  let run = 0;
  for (const [index, value] of excerpt.samples.entries()) {
    run = Math.abs(value) === peak ? run + 1 : 0;
    if (run > best.run) best = { at: excerpt.startSample + index, run };
  }
  return best.at;
}
