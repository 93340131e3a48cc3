import { clipKey, formatClipNumber } from '../../dataset/keys.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { ClipDigest } from '../sequence-audit.ts';

/** Clips of a sequence that repeat an earlier one: its sound, its coefficients, or both. */
export function findRepeatedClips(
  entry: string,
  digests: readonly ClipDigest[],
  segLen: number,
  n_frames: number,
): Finding[] {
  const byAudio = new Map<string, number>();
  const byCoef = new Map<string, number>();
  return digests.flatMap(({ clip, audio, coef }) => {
    const sameAudio = firstWith(byAudio, audio, clip);
    const sameCoef = firstWith(byCoef, coef, clip);
    const original = sameAudio ?? sameCoef;
    if (original === null) return [];
    const part = sameAudio === null ? 'coefficients' : sameCoef === sameAudio ? 'sound and coefficients' : 'sound';
    return [
      makeFinding('clip-duplicate', {
        entry,
        clip,
        frames: [clip * segLen, Math.min((clip + 1) * segLen, n_frames)],
        message: `Same ${part} as clip ${formatClipNumber(original)}`,
        what: 'A clip is there twice',
        expected: `${part} of its own`,
        found: `those of clip ${clipKey(entry, original)}, to the bit`,
        where: `clip ${clipKey(entry, clip)}`,
        consequence:
          part === 'sound and coefficients'
            ? 'These frames are learnt twice, and those that belong here are lost.'
            : 'Sound and face are of different moments here.',
        numbers: { original },
        original: { entry, clip: original },
      }),
    ];
  });
}

function firstWith(seen: Map<string, number>, digest: string | null, clip: number): number | null {
  if (digest === null) return null;
  const first = seen.get(digest);
  if (first === undefined) seen.set(digest, clip);
  return first ?? null;
}
