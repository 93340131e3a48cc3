import { isSourceFault } from '../../core/bytes/source-fault.ts';
import { DataError, type Problem } from '../../core/errors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import type { LoopBounds } from './loop-bounds.ts';

export type ReadAudio = (startSample: number, endSample: number) => Promise<Float32Array>;

/** Samples of which some may be missing. */
export interface ReadableAudio {
  /** NaN where a clip cannot be read. */
  readonly samples: Float32Array;
  /** Samples of `samples` that are missing. */
  readonly missingCount: number;
  /** What is wrong, by clip number. */
  readonly problemsByClip: ReadonlyMap<number, Problem>;
}

/**
 * Reads what is readable of a range. Where nothing is, throws the `DataError` of the first clip, or gives samples that are all missing: as
 * `whenNothing` asks.
 */
export async function readReadable(
  readAudio: ReadAudio,
  head: SequenceHead,
  bounds: LoopBounds,
  whenNothing: 'throw' | 'silence',
): Promise<ReadableAudio> {
  try {
    const samples = await readAudio(bounds.startSample, bounds.endSample);
    return { samples, missingCount: 0, problemsByClip: new Map() };
  } catch (error) {
    if (!isClipProblem(error)) throw error;
    const readable = await readClipByClip(readAudio, head, bounds);
    if (whenNothing === 'throw' && readable.missingCount === readable.samples.length) throw error;
    return readable;
  }
}

async function readClipByClip(
  readAudio: ReadAudio,
  head: SequenceHead,
  { startSample, endSample }: LoopBounds,
): Promise<ReadableAudio> {
  const samples = new Float32Array(endSample - startSample).fill(Number.NaN);
  const problemsByClip = new Map<number, Problem>();
  const clipSamples = (head.seg_len * head.rate) / head.fps;
  let missingCount = 0;
  for (let clip = Math.floor(startSample / clipSamples); clip * clipSamples < endSample; clip++) {
    const first = Math.max(startSample, Math.round(clip * clipSamples));
    const end = Math.min(endSample, Math.round((clip + 1) * clipSamples));
    try {
      samples.set(await readAudio(first, end), first - startSample);
    } catch (error) {
      if (!isClipProblem(error)) throw error;
      problemsByClip.set(clip, error.problem);
      missingCount += end - first;
    }
  }
  return { samples, missingCount, problemsByClip };
}

/** A source that cannot be reached says nothing about its clips. */
function isClipProblem(error: unknown): error is DataError {
  return error instanceof DataError && !isSourceFault(error.problem);
}
