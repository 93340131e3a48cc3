import { formatClipNumber } from '../../dataset/keys.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { findRuns, joinNearRuns } from '../frame-runs.ts';
import { makeFinding } from '../make-finding.ts';
import type { MotionSteps } from '../motion-steps.ts';
import type { MotionDimension, Stretch } from '../stretch.ts';
import { leastStep } from './motion-seam.ts';

/** The worst third difference of one frame. */
interface Jerk {
  readonly dim: number;
  readonly jerk: number;
  readonly ratio: number;
}

/** Findings less than this apart are one: a glitch of one frame spreads over four third differences. */
const JOINED_FRAMES = 4;
/** A step of size s has third differences of 2 s, a glitch of one frame 3 s. */
const JERK_OF_A_STEP = 2;

/** Motion within clips that no face makes: glitches of the tracker. What happens at seams is left to `findMotionSeams`. */
export function findJerks(
  entry: string,
  stretch: Stretch,
  dims: readonly MotionDimension[],
  steps: MotionSteps,
  rules: AuditRules,
): Finding[] {
  const frameCount = stretch.rms.length;
  const worstByFrame = new Map<number, Jerk>();
  for (const [dim, { unit }] of dims.entries()) {
    const least = JERK_OF_A_STEP * leastStep(unit, rules);
    for (const { frame, jerk } of jerksFrom(stretch, dims.length, dim, least)) {
      const ratio = jerk / steps.jerkP95(dim);
      const worst = worstByFrame.get(frame);
      if (ratio >= rules.jerkRatio && ratio > (worst?.ratio ?? 0)) worstByFrame.set(frame, { dim, jerk, ratio });
    }
  }
  if (worstByFrame.size === 0) return [];
  const runs = joinNearRuns(
    findRuns(frameCount, 1, (frame) => worstByFrame.has(frame)),
    JOINED_FRAMES,
  );
  return runs.flatMap(([start, end]) => {
    const found = framesOf(worstByFrame, start, end);
    const [first] = found;
    if (first === undefined) return [];
    // Of a glitch of one frame the largest differences are the two that follow it, so the frame before the first of them is the one.
    const [frame, worst] = found.reduce((a, b) => (b[1].ratio > a[1].ratio ? b : a), first);
    const dimension = dims[worst.dim];
    if (dimension === undefined) return [];
    const frames = [stretch.startFrame + start - 1, stretch.startFrame + Math.max(end - 2, start)] as const;
    return [
      describeJerk(
        entry,
        stretch,
        frames,
        stretch.startFrame + frame - 1,
        dimension,
        worst,
        steps.jerkP95(worst.dim),
        rules,
      ),
    ];
  });
}

function framesOf(jerks: ReadonlyMap<number, Jerk>, start: number, end: number): (readonly [number, Jerk])[] {
  const found: (readonly [number, Jerk])[] = [];
  for (let frame = start; frame < end; frame++) {
    const jerk = jerks.get(frame);
    if (jerk !== undefined) found.push([frame, jerk]);
  }
  return found;
}

/** |x[f] - 3 x[f - 1] + 3 x[f - 2] - x[f - 3]| of the frames from the fourth of each clip on where it is `least` or more, and finite. */
function jerksFrom(
  { motion, segLen }: Stretch,
  width: number,
  dim: number,
  least: number,
): readonly { readonly frame: number; readonly jerk: number }[] {
  const found: { frame: number; jerk: number }[] = [];
  const frameCount = motion.length / width;
  for (let frame = 3; frame < frameCount; frame++) {
    const at = frame * width + dim;
    const jerk = Math.abs(
      (motion[at] as number) -
        3 * (motion[at - width] as number) +
        3 * (motion[at - 2 * width] as number) -
        (motion[at - 3 * width] as number),
    );
    if (jerk >= least && jerk < Number.POSITIVE_INFINITY && frame % segLen >= 3) found.push({ frame, jerk });
  }
  return found;
}

function describeJerk(
  entry: string,
  { segLen }: Stretch,
  frames: readonly [number, number],
  worstFrame: number,
  { label, unit }: MotionDimension,
  { dim, jerk, ratio }: Jerk,
  usual: number,
  rules: AuditRules,
): Finding {
  const clip = Math.floor(worstFrame / segLen);
  const perFrame = `${unit === '' ? 'a' : `${unit} a`} frame³`;
  const ratioText = Number.isFinite(ratio)
    ? `${shortNumber(Number(ratio.toPrecision(2)))} × its p95`
    : 'it is otherwise still';
  return makeFinding('motion-jerk', {
    entry,
    clip,
    frames,
    message: `${label} jerks ${shortNumber(jerk)} ${perFrame}, ${ratioText}`,
    what: 'A coefficient moves as no face does',
    expected: `third difference of ${label} < ${shortNumber(Math.max(rules.jerkRatio * usual, JERK_OF_A_STEP * leastStep(unit, rules)))} ${perFrame}`,
    found: `${shortNumber(jerk)} ${perFrame}, ${ratioText}`,
    where: `clip ${formatClipNumber(clip)}[${worstFrame % segLen}], frame ${countText(worstFrame)}`,
    consequence: 'A glitch of the tracker is learnt as motion, and its extreme values widen the statistics.',
    numbers: { jerk, p95: usual, dim, worstFrame, ...(Number.isFinite(ratio) ? { ratio } : {}) },
  });
}
