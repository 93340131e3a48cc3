import type { FrameScale } from './frame-scale.ts';

export interface TickSteps {
  /** Frames between two labelled ticks. */
  readonly majorStep: number;
  /** Frames between two short ticks; null where they would run together. */
  readonly minorStep: number | null;
}

export interface RulerTick {
  readonly frame: number;
  /** Pixels from the left edge of the plot. */
  readonly x: number;
  /** Null for a short tick, and for a label too close to the edge. */
  readonly label: { readonly frame: string; readonly second: string } | null;
  readonly isMajor: boolean;
}

/** Width that a label needs so that its neighbours stay apart: four digits and a gap. */
const LABEL_GAP_PX = 40;
const MINOR_GAP_PX = 6;
/** Labels keep this far from the plot's edges. */
export const EDGE_GAP_PX = 14;
/** A frame label closer than this to the playhead's flag is dropped. */
export const FLAG_GAP_PX = 34;
/** A second is subdivided once it is wider than this. */
const WIDE_SECOND_PX = 320;
/** Half the width of one character of the 11 px mono font, rounded up. */
const HALF_DIGIT_PX = 3.5;
/** Width that a label with a fraction of a frame needs: six digits and a gap. */
const FRACTION_GAP_PX = 64;
/** A frame is subdivided once it is wider than this. */
const WIDE_FRAME_PX = 320;
/** Parts of a frame: 0.1 is 64 samples at 16 kHz and 25 fps. */
const FRAME_PARTS = [0.02, 0.05, 0.1, 0.2, 0.5];
/** Seconds between labels, from the closest view to the widest. */
const SECOND_STEPS = [1, 2, 4, 10, 20, 40, 100, 200, 400, 1000, 2000, 4000];

/** Chooses the steps: whole seconds (25, 50, 100, 250 frames at 25 fps), and parts of a second in a close view. */
export function planTicks(fps: number, pxPerFrame: number): TickSteps {
  if (pxPerFrame > WIDE_FRAME_PX) {
    return { majorStep: FRAME_PARTS.find((part) => part * pxPerFrame >= FRACTION_GAP_PX) ?? 1, minorStep: null };
  }
  const secondSteps = SECOND_STEPS.map((seconds) => seconds * fps);
  const closeSteps = fps % 5 === 0 && fps > 5 ? [1, fps / 5] : [1];
  const isClose = fps * pxPerFrame > WIDE_SECOND_PX;
  const majorSteps = isClose ? [...closeSteps, ...secondSteps] : secondSteps;
  const majorStep = majorSteps.find((step) => step * pxPerFrame >= LABEL_GAP_PX) ?? (secondSteps.at(-1) as number);
  const minorStep = [...closeSteps, ...secondSteps].find(
    (step) => step < majorStep && majorStep % step === 0 && step * pxPerFrame >= MINOR_GAP_PX,
  );
  return { majorStep, minorStep: minorStep ?? null };
}

/** The ticks in view, left to right. */
export function layoutTicks(scale: FrameScale, fps: number): RulerTick[] {
  const { majorStep, minorStep } = planTicks(fps, scale.pxPerFrame);
  const step = minorStep ?? majorStep;
  const ticks: RulerTick[] = [];
  for (let index = Math.ceil(scale.zoom.startFrame / step); index * step <= scale.zoom.endFrame; index++) {
    // Counted in hundredths, so that a part of a frame is the number that is written.
    const frame = Math.round(index * step * 100) / 100;
    const x = scale.toX(frame);
    const isMajor = index % Math.round(majorStep / step) === 0;
    const label = isMajor ? { frame: String(frame), second: formatSecond(frame, fps) } : null;
    ticks.push({ frame, x, isMajor, label: label !== null && fits(x, label.frame, scale.widthPx) ? label : null });
  }
  return ticks;
}

/** Whether a frame label at `x` stays clear of the playhead's flag at `flagX`. */
export function isClearOfFlag(x: number, flagX: number): boolean {
  return Math.abs(x - flagX) >= FLAG_GAP_PX;
}

function fits(x: number, text: string, widthPx: number): boolean {
  const gap = Math.max(EDGE_GAP_PX, text.length * HALF_DIGIT_PX + 1);
  return x >= gap && x <= widthPx - gap;
}

function formatSecond(frame: number, fps: number): string {
  const seconds = frame / fps;
  if (Number.isInteger(seconds)) return String(seconds);
  return seconds.toFixed(Number.isInteger(frame) ? 2 : 4).replace(/0+$/, '');
}
