import type { Problem } from '../../core/errors.ts';
import type { LaneContent, SequenceSignals } from '../../state/app-state.ts';
import { PEAK_BUCKET_SAMPLES } from '../../worker/protocol.ts';
import { clipRange } from './clip-labels.ts';

/** A clip whose part of a lane cannot be drawn, with the reason. */
export interface FailedPart {
  readonly clip: number;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly problem: Problem;
}

/** The clips with problems that leave this lane empty. A clip whose problem lies in another signal is drawn here as usual. */
export function failedParts(signals: SequenceSignals, content: LaneContent): FailedPart[] {
  const { seg_len, n_frames } = signals.head;
  const groups = Object.keys(signals.coef);
  const parts: FailedPart[] = [];
  for (const [clip, problems] of signals.problemsByClip) {
    const range = clipRange(clip, seg_len, n_frames);
    if (hasValues(signals, content, range.startFrame, range.endFrame)) continue;
    const problem = chooseProblem(problems, content, groups);
    if (problem !== undefined) parts.push({ clip, ...range, problem });
  }
  return parts;
}

function hasValues(signals: SequenceSignals, content: LaneContent, startFrame: number, endFrame: number): boolean {
  if (content.kind === 'waveform' || content.kind === 'spectrogram') {
    const bucketsPerFrame = signals.head.rate / signals.head.fps / PEAK_BUCKET_SAMPLES;
    const first = 2 * Math.round(startFrame * bucketsPerFrame);
    return signals.peaks.subarray(first, 2 * Math.round(endFrame * bucketsPerFrame)).some(Number.isFinite);
  }
  const values = signals.coef[content.group];
  if (values === undefined) return false;
  const width = values.length / signals.head.n_frames;
  return values.subarray(startFrame * width, endFrame * width).some(Number.isFinite);
}

/** A clip has one problem a part that fails; those of a coefficient group name it. */
function chooseProblem(
  problems: readonly Problem[],
  content: LaneContent,
  groups: readonly string[],
): Problem | undefined {
  const names = (problem: Problem, group: string) =>
    new RegExp(`\\b${group.replace(/[^\w]/g, '\\$&')}\\b`).test(`${problem.what} ${problem.expected} ${problem.where}`);
  const own =
    content.kind === 'waveform' || content.kind === 'spectrogram'
      ? problems.find((problem) => !groups.some((group) => names(problem, group)))
      : problems.find((problem) => names(problem, content.group));
  return own ?? problems[0];
}
