import type { Finding, FindingCode, Severity } from '../../core/audit/finding.ts';
import { describeCode } from '../../core/audit/finding-codes.ts';
import type { AuditFilter } from './audit-state.ts';

/** What a filter has to know besides the findings. */
export interface FilterContext {
  readonly splitsByEntry: ReadonlyMap<string, readonly string[]>;
  readonly flaggedEntries: ReadonlySet<string>;
}

/** The findings that meet every condition, in their order. */
export function filterFindings(
  findings: readonly Finding[],
  filter: AuditFilter,
  context: FilterContext,
): readonly Finding[] {
  return findings.filter((finding) => meets(finding, filter, context));
}

/** Findings and sequences of one code. */
export interface CodeCount {
  readonly code: FindingCode;
  readonly findings: number;
  /** Sequences that they are about; 0 where they are about the store or the statistics. */
  readonly sequences: number;
}

/** Codes that occur, in the order of the findings, by severity. */
export function countByCode(findings: readonly Finding[]): ReadonlyMap<Severity, readonly CodeCount[]> {
  const counts = new Map<FindingCode, { severity: Severity; findings: number; entries: Set<string> }>();
  for (const { code, severity, entry } of findings) {
    const known = counts.get(code) ?? { severity, findings: 0, entries: new Set<string>() };
    known.findings++;
    if (entry !== null) known.entries.add(entry);
    counts.set(code, known);
  }
  const bySeverity = new Map<Severity, CodeCount[]>();
  for (const [code, { severity, findings: count, entries }] of counts) {
    const ofSeverity = bySeverity.get(severity) ?? [];
    ofSeverity.push({ code, findings: count, sequences: entries.size });
    bySeverity.set(severity, ofSeverity);
  }
  return bySeverity;
}

/** Findings by severity under all conditions but that of the severity itself: what each choice would show. */
export function countBySeverity(
  findings: readonly Finding[],
  filter: AuditFilter,
  context: FilterContext,
): Readonly<Record<Severity | 'all', number>> {
  const counts = { all: 0, error: 0, warning: 0, note: 0 };
  for (const finding of findings) {
    if (!meets(finding, { ...filter, severity: null }, context)) continue;
    counts.all++;
    counts[finding.severity]++;
  }
  return counts;
}

function meets(finding: Finding, filter: AuditFilter, { splitsByEntry, flaggedEntries }: FilterContext): boolean {
  const { severity, code, entry } = finding;
  if (filter.severity !== null && severity !== filter.severity) return false;
  if (filter.code !== null && code !== filter.code) return false;
  if (filter.subject !== null && !describeCode(code).subject.includes(filter.subject)) return false;
  if (filter.text !== '' && !(entry ?? '').toLowerCase().includes(filter.text.trim().toLowerCase())) return false;
  if (filter.split !== null && (entry === null || splitsByEntry.get(entry)?.includes(filter.split) !== true))
    return false;
  return !filter.isUnflaggedOnly || entry === null || !flaggedEntries.has(entry);
}
