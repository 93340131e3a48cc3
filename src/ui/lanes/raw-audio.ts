import { useEffect, useState } from 'react';
import { DataError, type Problem } from '../../core/errors.ts';
import { useActions } from '../store-context.ts';
import type { FrameScale } from './frame-scale.ts';
import { RAW_SAMPLES_PER_PX } from './peak-columns.ts';

/** Samples `[startSample, startSample + samples.length)` of a sequence. */
export interface RawAudio {
  readonly entry: string;
  readonly startSample: number;
  readonly samples: Float32Array;
}

export type RawAudioState =
  /** The view is so wide that peaks show it exactly, or the samples are on their way. */
  | { readonly phase: 'none' }
  | { readonly phase: 'ready'; readonly audio: RawAudio }
  | { readonly phase: 'failed'; readonly problem: Problem };

/** A failure stands for its own sequence and range only: elsewhere the samples are asked for. */
type KeptAudio =
  | Exclude<RawAudioState, { readonly phase: 'failed' }>
  | { readonly phase: 'failed'; readonly problem: Problem; readonly entry: string; readonly asked: SampleRange };

interface SampleRange {
  readonly startSample: number;
  readonly endSample: number;
}

const NONE: KeptAudio = { phase: 'none' };
/** Lets a zoom gesture come to rest before the worker is asked. */
const DELAY_MS = 60;

/** The samples that the view needs; null where a pixel holds 64 samples or more, which the peaks show as exactly. */
export function planRawRange(
  scale: FrameScale,
  samplesPerFrame: number,
  totalSamples: number,
): { readonly needed: SampleRange; readonly fetched: SampleRange } | null {
  if (samplesPerFrame / scale.pxPerFrame >= RAW_SAMPLES_PER_PX) return null;
  const first = Math.floor(scale.zoom.startFrame * samplesPerFrame);
  const end = Math.ceil(scale.zoom.endFrame * samplesPerFrame) + 1;
  const margin = end - first;
  const clamp = (sample: number) => Math.min(Math.max(sample, 0), totalSamples);
  return {
    needed: { startSample: clamp(first), endSample: clamp(end) },
    fetched: { startSample: clamp(first - margin), endSample: clamp(end + margin) },
  };
}

/** Reads the samples in view, with as many on both sides, so that panning does not ask for each step. */
export function useRawAudio(
  entry: string | null,
  scale: FrameScale,
  samplesPerFrame: number,
  totalSamples: number,
): RawAudioState {
  const { readAudio } = useActions();
  const [state, setState] = useState<KeptAudio>(NONE);
  const plan = entry === null ? null : planRawRange(scale, samplesPerFrame, totalSamples);
  const needed = plan?.needed ?? null;
  const isCovered = needed !== null && covers(state, entry, needed);
  const isWanted = plan !== null && !isCovered;
  const startSample = isWanted ? plan.fetched.startSample : null;
  const endSample = isWanted ? plan.fetched.endSample : null;

  useEffect(() => {
    if (entry === null || startSample === null || endSample === null || endSample <= startSample) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      try {
        const samples = await readAudio(startSample, endSample);
        if (isCurrent) setState({ phase: 'ready', audio: { entry, startSample, samples } });
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        if (isCurrent) setState({ phase: 'failed', problem: error.problem, entry, asked: { startSample, endSample } });
      }
    }, DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [entry, startSample, endSample, readAudio]);

  return isCovered ? state : NONE;
}

function covers(state: KeptAudio, entry: string | null, needed: SampleRange): boolean {
  if (state.phase === 'none') return false;
  if (state.phase === 'failed') return state.entry === entry && isWithin(needed, state.asked);
  const { startSample, samples } = state.audio;
  return state.audio.entry === entry && isWithin(needed, { startSample, endSample: startSample + samples.length });
}

function isWithin(inner: SampleRange, outer: SampleRange): boolean {
  return inner.startSample >= outer.startSample && inner.endSample <= outer.endSample;
}
