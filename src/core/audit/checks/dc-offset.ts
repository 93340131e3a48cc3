import { clipKey } from '../../dataset/keys.ts';
import type { AuditRules } from '../audit-rules.ts';
import { shortNumber } from '../audit-text.ts';
import { joinClips } from '../clip-runs.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** Mean of a clip that is long enough for one. */
export interface ClipMean {
  readonly clip: number;
  /** Of the sequence, half-open. */
  readonly frames: readonly [number, number];
  readonly mean: number;
}

/** Shorter clips may end within a slow wave, 1 s at 25 fps. */
export const LEAST_FRAMES_OF_A_MEAN = 25;

/** Clips whose samples lie to one side of 0, neighbours joined. */
export function findDcOffset(entry: string, means: readonly ClipMean[], rules: AuditRules): Finding[] {
  const offsets = means.filter(({ mean }) => Math.abs(mean) >= rules.dcOffset);
  return joinClips(offsets).map(({ firstClip, lastClip, items }) => {
    const worst = items.reduce((a, b) => (Math.abs(b.mean) > Math.abs(a.mean) ? b : a));
    const levelDb = 20 * Math.log10(Math.abs(worst.mean));
    const text = `${shortNumber(worst.mean)} (${levelDb.toFixed(1)} dBFS)`;
    const isOne = firstClip === lastClip;
    return makeFinding('audio-dc-offset', {
      entry,
      clip: isOne ? firstClip : null,
      frames: [items[0]?.frames[0] ?? 0, items.at(-1)?.frames[1] ?? 0],
      message: isOne ? `Mean ${text}` : `Mean up to ${text} in ${items.length} clips`,
      what: 'The wave does not lie about 0',
      expected: `a mean within ±${rules.dcOffset} of full scale`,
      found: text,
      where: isOne
        ? `clip ${clipKey(entry, firstClip)}`
        : `clips ${clipKey(entry, firstClip)} to ${clipKey(entry, lastClip)}, most in ${clipKey(entry, worst.clip)}`,
      consequence:
        "The loader takes away a crop's mean, so a crop across a seam keeps a step where the offset changes, and its std is too large.",
      numbers: { mean: worst.mean, levelDb, clips: items.length },
    });
  });
}
