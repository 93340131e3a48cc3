import { formatClipNumber } from '../../dataset/keys.ts';
import { quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { ClipDigest, SequenceAudit } from '../sequence-audit.ts';

interface SharedClips {
  readonly audit: SequenceAudit;
  readonly original: SequenceAudit;
  /** Clips of `audit` whose sound `original` has too, with the clip there. */
  readonly clips: readonly { readonly clip: number; readonly originalClip: number }[];
}

/** Sequences that have the sound of an earlier one, whole or in clips; a finding a pair, at the later sequence. */
export function findDuplicateAudio(audits: readonly SequenceAudit[]): Finding[] {
  const firstWith = new Map<string, { audit: SequenceAudit; digest: ClipDigest }>();
  return audits.flatMap((audit) => {
    const shared = new Map<SequenceAudit, { clip: number; originalClip: number }[]>();
    for (const digest of audit.clipDigests) {
      if (digest.audio === null) continue;
      const first = firstWith.get(digest.audio);
      if (first === undefined) firstWith.set(digest.audio, { audit, digest });
      else if (first.audit !== audit) {
        const clips = shared.get(first.audit) ?? [];
        shared.set(first.audit, clips);
        clips.push({ clip: digest.clip, originalClip: first.digest.clip });
      }
    }
    return [...shared].map(([original, clips]) => describeShared({ audit, original, clips }));
  });
}

function describeShared({ audit, original, clips }: SharedClips): Finding {
  const isWhole = audit.audioDigest !== null && audit.audioDigest === original.audioDigest;
  const [first] = clips;
  const n_frames = audit.n_frames ?? 0;
  const found = isWhole
    ? `the sound of ${original.entry}, all ${quantity(clips.length, 'clip')}`
    : `${quantity(clips.length, 'clip')} of ${original.entry}, the first is ${formatClipNumber(first?.originalClip ?? 0)}`;
  return makeFinding('duplicate-audio', {
    entry: audit.entry,
    clip: isWhole || clips.length > 1 ? null : (first?.clip ?? null),
    frames: isWhole ? [0, n_frames] : null,
    message: isWhole ? `Same sound as ${original.entry}` : `Shares ${found}`,
    what: isWhole ? 'Two sequences have the same sound' : 'Two sequences have clips with the same sound',
    expected: 'sound of its own',
    found,
    where: `${audit.entry} clip ${formatClipNumber(first?.clip ?? 0)}, ${original.entry} clip ${formatClipNumber(first?.originalClip ?? 0)}`,
    consequence: 'It counts twice in training; in two splits it is a leak.',
    part: original.entry,
    original: { entry: original.entry, clip: first?.originalClip ?? 0 },
    numbers: {
      clips: clips.length,
      firstClip: first?.clip ?? 0,
      firstOriginalClip: first?.originalClip ?? 0,
    },
  });
}
