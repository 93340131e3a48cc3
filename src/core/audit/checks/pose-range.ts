import { formatClipNumber } from '../../dataset/keys.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, quantity, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { findRuns, joinNearRuns } from '../frame-runs.ts';
import { makeFinding } from '../make-finding.ts';
import type { Stretch } from '../stretch.ts';

/** One property of a pose and its limit. */
interface Range {
  readonly name: string;
  /** First of the pose's dimensions that it is of. */
  readonly dim: number;
  readonly limit: number;
  readonly isAbove: boolean;
  readonly consequence: string;
  read(motion: Float32Array, at: number): number;
}

/** Findings less than 1 s apart are one. */
const JOINED_FRAMES = 25;
const DEGREES = 180 / Math.PI;

/** Heads turned too far and jaws opened too wide, or beyond closed. `column` is where the six values of the pose begin in a row. */
export function findPoseOutOfRange(
  entry: string,
  stretch: Stretch,
  width: number,
  column: number,
  rules: AuditRules,
): Finding[] {
  return rangesOf(rules).flatMap((range) => {
    const value = (frame: number) => range.read(stretch.motion, frame * width + column);
    const isOut = (frame: number) =>
      Number.isFinite(value(frame)) && (range.isAbove ? value(frame) >= range.limit : value(frame) <= range.limit);
    const runs = joinNearRuns(findRuns(stretch.rms.length, 1, isOut), JOINED_FRAMES);
    return runs.map((run) => describeRun(entry, stretch, run, range, value));
  });
}

function rangesOf(rules: AuditRules): readonly Range[] {
  const jaw = 'No mouth does this: the values may be in degrees, of another model, or a failure of the tracker.';
  return [
    {
      name: 'head rotation',
      dim: 0,
      limit: rules.headRadians,
      isAbove: true,
      consequence:
        'Half of the face is out of sight there, so its expression is guessed; values in degrees look like this too.',
      read: (motion, at) => lengthOf(motion, at, 3),
    },
    {
      name: 'jaw opening',
      dim: 3,
      limit: rules.jawOpenMost,
      isAbove: true,
      consequence: jaw,
      read: (motion, at) => motion[at + 3] as number,
    },
    {
      name: 'jaw opening',
      dim: 3,
      limit: rules.jawOpenLeast,
      isAbove: false,
      consequence: jaw,
      read: (motion, at) => motion[at + 3] as number,
    },
    {
      name: 'jaw turn',
      dim: 4,
      limit: rules.jawTurnRadians,
      isAbove: true,
      consequence: jaw,
      read: (motion, at) => lengthOf(motion, at + 4, 2),
    },
  ];
}

/** Of `count` values from `at` on. */
function lengthOf(values: Float32Array, at: number, count: number): number {
  let squares = 0;
  for (let i = at; i < at + count; i++) squares += (values[i] as number) ** 2;
  return Math.sqrt(squares);
}

function describeRun(
  entry: string,
  { startFrame, segLen }: Stretch,
  [start, end]: readonly [number, number],
  range: Range,
  value: (frame: number) => number,
): Finding {
  let worstFrame = start;
  for (let frame = start; frame < end; frame++) {
    const isWorse = range.isAbove ? value(frame) > value(worstFrame) : value(frame) < value(worstFrame);
    if (isWorse) worstFrame = frame;
  }
  const worst = value(worstFrame);
  const found = `${shortNumber(worst)} rad (${shortNumber(Number((worst * DEGREES).toPrecision(3)))}°)`;
  const frame = startFrame + worstFrame;
  const clips = [Math.floor((startFrame + start) / segLen), Math.floor((startFrame + end - 1) / segLen)] as const;
  return makeFinding('pose-range', {
    entry,
    clip: clips[0] === clips[1] ? clips[0] : null,
    frames: [startFrame + start, startFrame + end],
    message: `${range.name} ${found}, ${quantity(end - start, 'frame')}`,
    what: `The ${range.name} is out of range`,
    expected: `${range.isAbove ? 'less' : 'more'} than ${shortNumber(range.limit)} rad`,
    found,
    where: `clip ${formatClipNumber(Math.floor(frame / segLen))}[${frame % segLen}], frame ${countText(frame)}`,
    consequence: range.consequence,
    part: range.name,
    numbers: { radians: worst, dim: range.dim, limit: range.limit, frames: end - start, worstFrame: frame },
  });
}
