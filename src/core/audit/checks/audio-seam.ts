import { formatClipNumber } from '../../dataset/keys.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** Looked at on either side of a seam: 40 ms at 16 kHz, more than two periods of any voice. */
export const SEAM_SAMPLES = 640;

/** How the wave goes on from one clip to the next. */
export interface AudioSeam {
  /** First sample after the seam less the last before it. */
  readonly step: number;
  /** Largest second difference that reaches across the seam. */
  readonly bend: number;
  /** Largest second difference within 40 ms on either side. */
  readonly nearBend: number;
}

/**
 * Measures the seam between the end of one clip and the start of the next. The second difference, |x[n] - 2 x[n - 1] + x[n - 2]|, of a wave that goes on
 * is no larger at the seam than beside it; of one that was cut, the step stands out.
 */
export function measureAudioSeam(before: Float32Array, after: Float32Array): AudioSeam {
  const tail = before.subarray(Math.max(before.length - SEAM_SAMPLES, 0));
  const head = after.subarray(0, SEAM_SAMPLES);
  const joined = new Float32Array(tail.length + head.length);
  joined.set(tail);
  joined.set(head, tail.length);
  let bend = 0;
  let nearBend = 0;
  for (let n = 2; n < joined.length; n++) {
    const value = Math.abs((joined[n] as number) - 2 * (joined[n - 1] as number) + (joined[n - 2] as number));
    if (n === tail.length || n === tail.length + 1) bend = Math.max(bend, value);
    else nearBend = Math.max(nearBend, value);
  }
  return { step: (head[0] ?? Number.NaN) - (tail.at(-1) ?? Number.NaN), bend, nearBend };
}

/** A click where the clip that begins at `startFrame` follows the one before. */
export function findAudioSeam(
  entry: string,
  clip: number,
  startFrame: number,
  { step, bend, nearBend }: AudioSeam,
  rules: AuditRules,
): Finding[] {
  if (!(Math.abs(step) >= rules.audioSeamLeastStep) || !(bend >= rules.audioSeamRatio * nearBend)) return [];
  const ratioText =
    nearBend === 0
      ? 'in silence'
      : `${shortNumber(Number((bend / nearBend).toPrecision(2)))} × the sharpest bend near it`;
  const size = shortNumber(Math.abs(step));
  return [
    makeFinding('audio-seam-jump', {
      entry,
      clip,
      frames: [startFrame, startFrame + 1],
      message: `The wave steps ${size} from one sample to the next, ${ratioText}`,
      what: 'The sound clicks where two clips meet',
      expected: `a bend at the seam under ${rules.audioSeamRatio} × those within 40 ms`,
      found: `a step of ${size} of full scale, ${ratioText}`,
      where: `clip ${formatClipNumber(clip - 1)} to ${formatClipNumber(clip)}, frame ${countText(startFrame)}`,
      consequence:
        'The clips were cut or processed one by one: a crop across this seam has a click, or sound is lost there.',
      numbers: { step, bend, nearBend, ...(nearBend === 0 ? {} : { ratio: bend / nearBend }) },
    }),
  ];
}
