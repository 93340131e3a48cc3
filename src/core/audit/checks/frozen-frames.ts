import type { CoefficientGroup } from '../../dataset/clip-record.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, framesText, quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { findRuns } from '../frame-runs.ts';
import { makeFinding } from '../make-finding.ts';
import { motionGroups, type Stretch } from '../stretch.ts';

interface FrozenRun {
  readonly groups: readonly string[];
  readonly frames: readonly [number, number];
}

/** Frames whose rows repeat the row before to the bit, by group; groups that freeze together are one finding. */
export function findFrozenFrames(
  entry: string,
  stretch: Stretch,
  groups: readonly CoefficientGroup[],
  rules: AuditRules,
  fps: number,
): Finding[] {
  const moving = motionGroups(groups);
  const width = moving.reduce((sum, group) => sum + group.width, 0);
  const runs: FrozenRun[] = [];
  let column = 0;
  for (const group of moving) {
    const first = column;
    const repeats = (frame: number) => frame > 0 && isSameRow(stretch.motion, width, frame, first, group.width);
    // A run of n repeats is n + 1 equal rows.
    for (const [start, end] of findRuns(stretch.rms.length, rules.frozenFrames - 1, repeats)) {
      addRun(runs, group.name, [start - 1, end]);
    }
    column += group.width;
  }
  return runs.sort((a, b) => a.frames[0] - b.frames[0]).map((run) => describeRun(entry, stretch, run, rules, fps));
}

function addRun(runs: FrozenRun[], group: string, frames: readonly [number, number]): void {
  const same = runs.findIndex((run) => run.frames[0] === frames[0] && run.frames[1] === frames[1]);
  const found = runs[same];
  if (found === undefined) runs.push({ groups: [group], frames });
  else runs[same] = { groups: [...found.groups, group], frames };
}

/** NaN is equal to nothing: unreadable rows are not frozen. */
function isSameRow(motion: Float32Array, stride: number, row: number, column: number, width: number): boolean {
  const at = row * stride + column;
  for (let i = 0; i < width; i++) {
    if (motion[at + i] !== motion[at - stride + i]) return false;
  }
  return true;
}

function describeRun(
  entry: string,
  { startFrame, segLen, rms }: Stretch,
  run: FrozenRun,
  rules: AuditRules,
  fps: number,
): Finding {
  const [start, end] = run.frames;
  const frames = [startFrame + start, startFrame + end] as const;
  const clips = [Math.floor(frames[0] / segLen), Math.floor((frames[1] - 1) / segLen)] as const;
  const names = run.groups.join(' and ');
  const isAll = end - start === rms.length;
  return makeFinding('frozen-frames', {
    entry,
    clip: clips[0] === clips[1] ? clips[0] : null,
    frames,
    message: `${names} ${run.groups.length === 1 ? 'stays' : 'stay'} the same for ${quantity(end - start, 'frame')} (${((end - start) / fps).toFixed(2)} s)`,
    what: isAll ? 'The face never moves' : 'The face stands still to the bit',
    expected: `fewer than ${rules.frozenFrames} equal frames on end`,
    found: `${countText(end - start)} equal rows of ${names}`,
    where: `frames ${framesText(frames)}`,
    consequence:
      'A tracker never gives the same numbers twice: the face was held, or filled in, while the sound went on.',
    numbers: { frames: end - start, seconds: (end - start) / fps },
  });
}
