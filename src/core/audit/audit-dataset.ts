import type { AuditRules } from './audit-rules.ts';
import { findDuplicateAudio } from './checks/duplicate-audio.ts';
import { findLagOutliers } from './checks/lag-outliers.ts';
import { findUnknownCoefficients } from './checks/unknown-coefficients.ts';
import type { CheckedCounts, Finding } from './finding.ts';
import { FINDING_CODES, SEVERITIES } from './finding-codes.ts';
import type { SequenceAudit } from './sequence-audit.ts';
import type { StoreSurvey } from './survey-store.ts';

export { type StoreSurvey, surveyStore } from './survey-store.ts';

/**
 * All findings of an audit, sorted: the survey's, the sequences', and those that only the whole tells (duplicates, outliers). While an audit goes on
 * it may be called with the sequences so far; what it then says of the whole is provisional.
 */
export function finishAudit(survey: StoreSurvey, audits: readonly SequenceAudit[], rules: AuditRules): Finding[] {
  const order = new Map(survey.entries.map((entry, index) => [entry, index]));
  const inOrder = [...audits].sort((a, b) => (order.get(a.entry) ?? 0) - (order.get(b.entry) ?? 0));
  const findings = [
    ...survey.findings,
    ...inOrder.flatMap((audit) => audit.findings),
    ...findUnknownCoefficients(inOrder),
    ...findDuplicateAudio(inOrder),
    ...findLagOutliers(inOrder, rules),
  ];
  return sortFindings(findings, survey.entries);
}

/** By severity, code, then the order of `entries`, clip and frame; what is about no sequence comes first. */
export function sortFindings(findings: readonly Finding[], entries: readonly string[]): Finding[] {
  const entryOrder = new Map(entries.map((entry, index) => [entry, index]));
  const codeOrder = new Map(Object.keys(FINDING_CODES).map((code, index) => [code, index]));
  const placeOf = ({ severity, code, entry, clip, frames }: Finding): number[] => [
    SEVERITIES.indexOf(severity),
    codeOrder.get(code) ?? 0,
    entry === null ? -1 : (entryOrder.get(entry) ?? entries.length),
    clip ?? -1,
    frames?.[0] ?? -1,
  ];
  return findings
    .map((finding) => ({ finding, place: placeOf(finding) }))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ finding }) => finding);
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Sums of what was gone through. */
export function sumChecked(audits: readonly SequenceAudit[]): CheckedCounts {
  return audits.reduce(
    (sum, { checked }) => ({
      sequences: sum.sequences + checked.sequences,
      clips: sum.clips + checked.clips,
      frames: sum.frames + checked.frames,
    }),
    { sequences: 0, clips: 0, frames: 0 },
  );
}
