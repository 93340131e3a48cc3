import { clipKey } from '../dataset/keys.ts';
import type { SampleConfig } from '../sample/config.ts';
import type { AuditRules } from './audit-rules.ts';
import { countText, quantity, shortNumber } from './audit-text.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-codes.ts';
import { findingOfProblem } from './make-finding.ts';
import type { AuditClip, ClipProblem } from './read-clip.ts';

interface Described {
  readonly code: FindingCode;
  readonly message: string;
  readonly consequence: string;
}

const STOPS_THE_LOADER = 'The loader stops at every crop that touches this clip.';

/** What keeps a clip from being read, or does not fit its frames, as findings. Missing clips are left to `missing-clips.ts`, which joins them. */
export function findClipProblems(
  entry: string,
  { clip, startFrame, wantedFrames, problems }: AuditClip,
  rules: AuditRules,
  config: SampleConfig,
): Finding[] {
  return problems.flatMap((problem) => {
    const described = describeProblem(problem, entry, clip, rules, config);
    if (described === null) return [];
    const { code, message, consequence } = described;
    return [
      findingOfProblem(code, problem.problem, {
        entry,
        clip,
        frames: [startFrame, startFrame + wantedFrames],
        message,
        consequence,
        ...(problem.group === undefined ? {} : { part: problem.group }),
        numbers: problem.numbers,
      }),
    ];
  });
}

function describeProblem(
  { part, problem, numbers }: ClipProblem,
  entry: string,
  clip: number,
  rules: AuditRules,
  config: SampleConfig,
): Described | null {
  const { samples = 0, wantedSamples = 0, frames = 0, rows = 0, wantedRows = 0, rate = 0 } = numbers;
  switch (problem.code) {
    case 'clip-missing':
      return null;
    case 'audio-rate':
      return {
        code: 'audio-rate',
        message: `${countText(rate)} Hz, expected ${countText(config.rate)}: ${shortNumber(rate / config.fps)} samples a frame`,
        consequence: `${STOPS_THE_LOADER} Resampling the clip to ${countText(config.rate)} Hz repairs it.`,
      };
    case 'audio-channels':
      return { code: 'audio-channels', message: `${problem.found}, expected 1`, consequence: STOPS_THE_LOADER };
    case 'audio-short':
      return {
        code: 'audio-short',
        message: `${countText(samples)} of ${countText(wantedSamples)} samples, ${countText(wantedSamples - samples)} short (${frames.toFixed(2)} frames)`,
        consequence: 'The loader stops at every crop that needs the end of this clip.',
      };
    case 'audio-long':
      if (frames < rules.audioExcessFrames) return null;
      return {
        code: 'audio-long',
        message: `${quantity(samples - wantedSamples, 'sample')} past the last frame (${frames.toFixed(2)} frames)`,
        consequence: 'The loader leaves them out, so sound is lost at the seam unless the clips overlap.',
      };
    case 'coef-missing':
      return { code: 'coef-missing', message: problem.what, consequence: STOPS_THE_LOADER };
    case 'coef-width':
      return { code: 'coef-width', message: problem.what, consequence: STOPS_THE_LOADER };
    case 'coef-short':
      return {
        code: 'coef-short',
        message: `${problem.what}: ${countText(rows)} of ${countText(wantedRows)}`,
        consequence: 'The loader stops at every crop that needs the end of this clip.',
      };
    case 'coef-long':
      if (rows - wantedRows < rules.coefExcessFrames) return null;
      return {
        code: 'coef-long',
        message: `${problem.what}: ${countText(rows)} for ${quantity(wantedRows, 'frame')}`,
        consequence: 'The loader takes as many rows as it asks for, so sound and face may be of different frames.',
      };
    default:
      return describeUnreadable(part, problem.what, clipKey(entry, clip));
  }
}

function describeUnreadable(part: ClipProblem['part'], what: string, key: string): Described {
  const isAudio = part === 'audio';
  return {
    code: isAudio ? 'audio-unreadable' : 'clip-unreadable',
    message: what,
    consequence: `${STOPS_THE_LOADER} Writing the record ${key} anew repairs it.`,
  };
}
