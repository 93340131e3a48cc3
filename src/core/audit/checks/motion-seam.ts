import { formatClipNumber } from '../../dataset/keys.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { MotionSteps } from '../motion-steps.ts';
import type { MotionDimension, Stretch } from '../stretch.ts';

/** A dimension that steps too far from one clip to the next. */
interface Jump {
  readonly dim: number;
  readonly step: number;
  /** Step over the p99.9 of the steps within clips; infinite where they are all 0. */
  readonly ratio: number;
}

/** Coefficients that jump where two clips meet, a finding a seam with the dimension that jumps farthest for its own steps. */
export function findMotionSeams(
  entry: string,
  stretch: Stretch,
  dims: readonly MotionDimension[],
  steps: MotionSteps,
  rules: AuditRules,
  n_frames: number,
): Finding[] {
  const findings: Finding[] = [];
  const { motion, segLen, startFrame } = stretch;
  const width = dims.length;
  const frameCount = motion.length / Math.max(width, 1);
  for (let seam = segLen; seam < frameCount; seam += segLen) {
    const jumps: Jump[] = [];
    for (const [dim, { unit }] of dims.entries()) {
      const step = (motion[seam * width + dim] as number) - (motion[(seam - 1) * width + dim] as number);
      if (!(Math.abs(step) >= leastStep(unit, rules)) || !Number.isFinite(step)) continue;
      const usual = steps.stepP999(dim);
      if (Math.abs(step) >= rules.seamRatio * usual) jumps.push({ dim, step, ratio: Math.abs(step) / usual });
    }
    const [first] = jumps;
    if (first === undefined) continue;
    const worst = jumps.reduce((a, b) => (b.ratio > a.ratio ? b : a), first);
    const dimension = dims[worst.dim];
    if (dimension === undefined) continue;
    const usual = steps.stepP999(worst.dim);
    findings.push(
      describeJump(entry, startFrame + seam, segLen, n_frames, dimension, worst, usual, jumps.length, rules),
    );
  }
  return findings;
}

/** Smaller steps are never reported, however still the dimension is otherwise. */
export function leastStep(unit: MotionDimension['unit'], rules: AuditRules): number {
  return unit === 'rad' ? rules.leastStepRadians : rules.leastStepCoefficient;
}

function describeJump(
  entry: string,
  frame: number,
  segLen: number,
  n_frames: number,
  { label, unit }: MotionDimension,
  { dim, step, ratio }: Jump,
  usual: number,
  dimCount: number,
  rules: AuditRules,
): Finding {
  const clip = Math.floor(frame / segLen);
  const size = `${shortNumber(Math.abs(step))}${unit === '' ? '' : ` ${unit}`}`;
  const ratioText = Number.isFinite(ratio) ? `${shortNumber(Number(ratio.toPrecision(2)))} × p99.9` : 'otherwise still';
  const others = dimCount === 1 ? '' : `, ${countText(dimCount - 1)} more`;
  return makeFinding('motion-seam-jump', {
    entry,
    clip,
    frames: [frame, frame + 1],
    message: `${label} steps ${size} in one frame, ${ratioText}${others}`,
    what: 'A coefficient jumps where two clips meet',
    expected: `|Δ ${label}| < ${shortNumber(Math.max(rules.seamRatio * usual, leastStep(unit, rules)))} a frame (${rules.seamRatio} × its p99.9, ${shortNumber(usual)})`,
    found: `${size} between frames ${countText(frame - 1)} and ${countText(frame)}`,
    where: `clip ${formatClipNumber(clip - 1)}[${segLen - 1}] to ${formatClipNumber(clip)}[0], frame ${countText(frame)} of ${countText(n_frames)}`,
    consequence: 'A crop across this seam teaches a movement that never happened.',
    numbers: {
      step,
      p999: usual,
      dim,
      dims: dimCount,
      ...(Number.isFinite(ratio) ? { ratio } : {}),
    },
  });
}
