import type { Finding } from '../../core/audit/finding.ts';
import { FINDING_CODES, type FindingCode } from '../../core/audit/finding-codes.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';

/** Frames as a row shows them: half-open `[2800, 2900]` as Python slices, one frame alone as its number. */
export function formatFrames(frames: Finding['frames']): string {
  if (frames === null) return '';
  const [startFrame, endFrame] = frames;
  return endFrame - startFrame === 1 ? String(startFrame) : `[${startFrame},${endFrame}]`;
}

/** The clip as its key has it, `all` where a finding is about a whole sequence, nothing where it is about none. */
export function formatClip({ clip, entry }: Pick<Finding, 'clip' | 'entry'>): string {
  if (clip !== null) return String(clip).padStart(3, '0');
  return entry === null ? '' : 'all';
}

/** The code that a finding's key begins with. */
export function codeOfKey(key: string | null): FindingCode | null {
  const name = key?.slice(0, key.indexOf(':')) ?? '';
  return name in FINDING_CODES ? (name as FindingCode) : null;
}

/** Only the first warning and the first note of a run with the same code carry colour; errors always do. */
export function isQuiet(finding: Finding, before: Finding | undefined): boolean {
  return finding.severity !== 'error' && before?.code === finding.code;
}

/** The findings of the same code as `key`'s, and which of them it is. */
export function placeAmongCode(
  findings: readonly Finding[],
  key: string,
): { readonly place: number; readonly total: number } {
  const code = codeOfKey(key);
  const ofCode = findings.filter((finding) => finding.code === code);
  return { place: ofCode.findIndex((finding) => keyOfFinding(finding) === key) + 1, total: ofCode.length };
}
