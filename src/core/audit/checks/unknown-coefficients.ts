import { countText } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { SequenceAudit } from '../sequence-audit.ts';

/**
 * Coefficients that most clips have and the clip lacks by which the dataset's groups are known: that clip is the damaged one, and no check looks at
 * them. A finding a group.
 */
export function findUnknownCoefficients(audits: readonly SequenceAudit[]): Finding[] {
  const clipCount = audits.reduce((sum, { checked }) => sum + checked.clips, 0);
  const clipsByGroup = new Map<string, number>();
  for (const { unknownCoefficients } of audits) {
    for (const { group, clips } of unknownCoefficients) clipsByGroup.set(group, (clipsByGroup.get(group) ?? 0) + clips);
  }
  return [...clipsByGroup].flatMap(([group, clips]) => {
    if (clips * 2 <= clipCount) return [];
    const found = `${countText(clips)} of ${countText(clipCount)} clips have it, the first that was read does not`;
    return [
      makeFinding('coef-missing', {
        entry: null,
        clip: null,
        frames: null,
        message: `${group}: ${found}`,
        what: 'The clip that tells which coefficients there are lacks one',
        expected: `${group} in every clip`,
        found,
        where: `coefficient ${group}`,
        consequence: `The loader stops at every crop that touches a clip without it. Here ${group} is neither checked nor shown.`,
        part: group,
        numbers: { clips, clipsRead: clipCount },
      }),
    ];
  });
}
