import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { placeFrame } from '../crop/crop-plan.ts';
import { formatClip, formatClock } from '../format/positions.ts';
import { cropRange, cropWindows } from '../lanes/crop-windows.ts';

/** A place as it is typed: `331`, `003[31]`, `A[59]`, `13.24s`, or a new crop by `seed 7`. */
export type GoTo =
  | { readonly kind: 'frame'; readonly frame: number }
  | { readonly kind: 'clip'; readonly clip: number; readonly index: number }
  | { readonly kind: 'window'; readonly name: 'A' | 'B'; readonly index: number }
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'seed'; readonly seed: number };

/** Where typing leads in the open sequence, or the words that say why it leads nowhere. */
export type GoToPlan =
  | { readonly kind: 'frame'; readonly frame: number; readonly title: string; readonly detail: string }
  | { readonly kind: 'seed'; readonly seed: number; readonly title: string; readonly detail: string }
  | { readonly kind: 'impossible'; readonly words: string };

/** Seeds of numpy's legacy generator. */
const MAX_SEED = 2 ** 32 - 1;
/** More digits than any frame number has, and all of them exact. */
const DIGITS = '\\d{1,15}';
const FRAME = new RegExp(`^(${DIGITS})$`);
const CLIP = new RegExp(`^(${DIGITS})\\[(${DIGITS})\\]$`);
const WINDOW = new RegExp(`^([AB])\\[(${DIGITS})\\]$`, 'i');
const TIME = /^(\d{1,9}(?:\.\d{1,6})?) ?s$/i;
const SEED = new RegExp(`^seed ?(${DIGITS})$`, 'i');

/** Reads what is typed as a place; null where it is none. */
export function parseGoTo(typed: string): GoTo | null {
  const text = typed.trim();
  const frame = FRAME.exec(text);
  if (frame !== null) return { kind: 'frame', frame: Number(frame[1]) };
  const clip = CLIP.exec(text);
  if (clip !== null) return { kind: 'clip', clip: Number(clip[1]), index: Number(clip[2]) };
  const window = WINDOW.exec(text);
  if (window !== null) {
    return { kind: 'window', name: window[1]?.toUpperCase() === 'A' ? 'A' : 'B', index: Number(window[2]) };
  }
  const time = TIME.exec(text);
  if (time !== null) return { kind: 'time', seconds: Number(time[1]) };
  const seed = SEED.exec(text);
  return seed === null ? null : { kind: 'seed', seed: Number(seed[1]) };
}

/** Looks the place up in the open sequence. */
export function planGoTo(goTo: GoTo, head: SequenceHead | null, crop: CropState): GoToPlan {
  if (head === null) return { kind: 'impossible', words: 'No sequence is open' };
  if (goTo.kind === 'seed') {
    const { seed } = goTo;
    if (seed > MAX_SEED) return { kind: 'impossible', words: `No seed ${seed}: seeds are 0 to ${MAX_SEED}` };
    return { kind: 'seed', seed, title: `Seed ${seed}`, detail: 'new random crop' };
  }
  const found = findFrame(goTo, head, crop);
  if (typeof found === 'string') return { kind: 'impossible', words: found };
  return { kind: 'frame', frame: found, title: `Frame ${found}`, detail: describeFrame(found, head, crop) };
}

/** The frame, or why there is none. */
function findFrame(goTo: Exclude<GoTo, { kind: 'seed' }>, head: SequenceHead, crop: CropState): number | string {
  const { n_frames, n_clips, seg_len, fps } = head;
  switch (goTo.kind) {
    case 'frame':
      return goTo.frame < n_frames ? goTo.frame : `No frame ${goTo.frame}: this sequence has 0 to ${n_frames - 1}`;
    case 'clip': {
      const { clip, index } = goTo;
      if (clip >= n_clips) return `No clip ${formatClip(clip)}: this sequence has 000 to ${formatClip(n_clips - 1)}`;
      const frameCount = Math.min(seg_len, n_frames - clip * seg_len);
      if (index >= frameCount) return `No frame ${index} in clip ${formatClip(clip)}: it has 0 to ${frameCount - 1}`;
      return clip * seg_len + index;
    }
    case 'window': {
      const { name, index } = goTo;
      if (cropRange(crop, n_frames) === null) return 'No window: the sequence is shorter than one crop';
      const window = cropWindows(crop).find((candidate) => candidate.name === name);
      if (window === undefined) return `No window ${name}: the crop has one window`;
      return index < crop.n_motions
        ? window.startFrame + index
        : `No frame ${index} in window ${name}: it has 0 to ${crop.n_motions - 1}`;
    }
    case 'time': {
      // The frame that is shown at this time. 1.16 s are frame 29 at 25 fps, of which binary fractions make 28.999….
      const frame = Math.floor(goTo.seconds * fps + 1e-6);
      return frame < n_frames ? frame : `${goTo.seconds} s is past the end: the sequence is ${n_frames / fps} s long`;
    }
  }
}

/** The position in the page's other ways of counting: `A[59] · 003[31] · 00:13.240`. */
function describeFrame(frame: number, head: SequenceHead, crop: CropState): string {
  const { window, clip, clipIndex } = placeFrame(frame, head, crop);
  const places = [`${formatClip(clip)}[${clipIndex}]`, formatClock(frame / head.fps)];
  return (window === null ? places : [`${window.name}[${window.index}]`, ...places]).join(' · ');
}
