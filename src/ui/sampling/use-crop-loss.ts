import { useEffect, useRef, useState } from 'react';
import { DataError, type Problem } from '../../core/errors.ts';
import { measureResamplingLoss, type ResamplingLoss } from '../../core/sampling/resampling-loss.ts';
import type { CropState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { formatClip } from '../format/positions.ts';
import { planLoop } from '../sound/loop-bounds.ts';
import { type ReadableAudio, readReadable } from '../sound/readable-audio.ts';
import { useActions, useAppState } from '../store-context.ts';
import { resampleInSlices } from './sampled-sound.ts';

export interface MeasuredCrop {
  readonly entry: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly fps: number;
  readonly samples: Float32Array;
  readonly resampled: Float32Array;
  readonly loss: ResamplingLoss;
  /** What is missing of the sound, in words; null where nothing is. */
  readonly missing: string | null;
}

export type CropLoss =
  /** Why there is nothing to measure, or that it is under way. */
  | { readonly phase: 'words'; readonly words: string }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | { readonly phase: 'ready'; readonly measured: MeasuredCrop };

interface HeldAudio {
  readonly head: SequenceHead;
  readonly crop: CropState;
  readonly audio: ReadableAudio;
}

/** The crop of the open sequence before and after resampling; the last result stays until the next is there. */
export function useCropLoss(): CropLoss {
  const head = useAppState((state) => signalsOf(state)?.head ?? null);
  const isOpening = useAppState((state) => state.dataset.phase === 'opening' || state.sequence.phase === 'opening');
  const crop = useAppState((state) => state.crop);
  const toRate = useAppState((state) => state.sampling.cropRate);
  const { readAudio } = useActions();
  /** The sound of the last crop, for other rates. */
  const held = useRef<HeldAudio | null>(null);
  const [loss, setLoss] = useState<CropLoss>({ phase: 'words', words: 'Reading the sound of the crop' });

  useEffect(() => {
    if (head === null) {
      setLoss({
        phase: 'words',
        words: isOpening ? 'Opening the sequence' : 'No sequence is open: its crop would be measured here.',
      });
      return;
    }
    let isCurrent = true;
    const isWanted = () => isCurrent;
    void measure(head, crop, toRate, isWanted).then(
      (next) => isCurrent && setLoss(next),
      (error: unknown) => {
        if (!isCurrent) return;
        if (!(error instanceof DataError)) throw error;
        setLoss({ phase: 'failed', problem: error.problem });
      },
    );
    return () => {
      isCurrent = false;
    };

    async function measure(
      sequence: SequenceHead,
      place: CropState,
      rate: number,
      isStillWanted: () => boolean,
    ): Promise<CropLoss> {
      const bounds = planLoop('crop', sequence, place);
      const frameCount = place.n_motions * place.n_windows;
      if (bounds === null) {
        return {
          phase: 'words',
          words: `${sequence.entry} has ${sequence.n_frames} frames, a crop ${frameCount}: there is no crop to measure.`,
        };
      }
      const known = held.current;
      const isKnown = known?.head === sequence && known.crop === place;
      const audio = isKnown ? known.audio : await readReadable(readAudio, sequence, bounds, 'throw');
      if (isStillWanted()) held.current = { head: sequence, crop: place, audio };
      const { samples, missingCount, problemsByClip } = audio;
      const resampled = await resampleInSlices(samples, sequence.rate, rate, isStillWanted);
      return {
        phase: 'ready',
        measured: {
          entry: sequence.entry,
          startFrame: place.startFrame,
          endFrame: place.startFrame + frameCount,
          fps: sequence.fps,
          samples,
          resampled,
          loss: measureResamplingLoss(samples, sequence.rate, resampled, rate),
          missing: describeMissing(missingCount, [...problemsByClip.keys()]),
        },
      };
    }
  }, [head, isOpening, crop, toRate, readAudio]);

  return loss;
}

function describeMissing(missingCount: number, clips: readonly number[]): string | null {
  if (missingCount === 0) return null;
  return `Without ${missingCount.toLocaleString('en-US')} samples of clip ${clips.map(formatClip).join(', ')}, which cannot be read`;
}
