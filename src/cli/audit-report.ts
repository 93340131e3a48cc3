import type { CheckedCounts, Finding } from '../core/audit/finding.ts';
import { describeCode, type FindingCode, SEVERITIES } from '../core/audit/finding-codes.ts';
import { formatClipNumber } from '../core/dataset/keys.ts';
import { formatTable, type Output } from './output.ts';

/** The document of `audit --json`. */
export function toAuditJson(findings: readonly Finding[], checked: CheckedCounts) {
  return {
    findings: findings.map(({ severity, code, entry, clip, frames, message, ...details }) => ({
      severity,
      code,
      entry,
      clip,
      frames,
      message,
      ...details,
      link: linkOf({ entry, frames }),
    })),
    checked,
  };
}

/** Link query that opens the page at the finding's frame; null where it is about no sequence. */
function linkOf({ entry, frames }: Pick<Finding, 'entry' | 'frames'>): string | null {
  if (entry === null) return null;
  const query = new URLSearchParams({ view: 'explore', seq: entry });
  if (frames !== null) query.set('frame', String(frames[0]));
  return `/?${query.toString().replaceAll('%2F', '/')}`;
}

/** A row a finding, RFC 4180. */
export function toAuditCsv(findings: readonly Finding[]): string {
  const header = [
    'severity',
    'code',
    'entry',
    'clip',
    'first_frame',
    'end_frame',
    'message',
    'expected',
    'found',
    'where',
  ];
  const rows = findings.map(({ severity, code, entry, clip, frames, message, expected, found, where }) => [
    severity,
    code,
    entry ?? '',
    clip ?? '',
    frames?.[0] ?? '',
    frames?.[1] ?? '',
    message,
    expected,
    found,
    where,
  ]);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number): string {
  return /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
}

/** Rows of one code that a table shows; the rest is counted. */
const MOST_ROWS_A_CODE = 20;

/** A table a severity, with the findings by code, and a summary. */
export function printAudit(findings: readonly Finding[], checked: CheckedCounts, output: Output): void {
  for (const severity of SEVERITIES) {
    const ofSeverity = findings.filter((finding) => finding.severity === severity);
    if (ofSeverity.length === 0) continue;
    output.print(`${severity.toUpperCase()}  ${ofSeverity.length.toLocaleString('en-US')}`);
    const rows = [['code', 'sequence', 'clip', 'frames', 'message']];
    for (const [code, ofCode] of groupByCode(ofSeverity)) {
      for (const finding of ofCode.slice(0, MOST_ROWS_A_CODE)) rows.push(rowOf(finding));
      const hidden = ofCode.length - MOST_ROWS_A_CODE;
      if (hidden > 0) rows.push([code, '', '', '', `and ${hidden.toLocaleString('en-US')} more; --json has all`]);
    }
    for (const line of formatTable(rows, [false, false, true, true, false])) output.print(`  ${line}`);
    output.print('');
  }
  const { sequences, clips, frames } = checked;
  const [sequenceText, clipText, frameText] = [sequences, clips, frames].map((n) => n.toLocaleString('en-US'));
  output.print(`checked ${sequenceText} sequences, ${clipText} clips, ${frameText} frames: ${summaryOf(findings)}`);
}

function groupByCode(findings: readonly Finding[]): Map<FindingCode, Finding[]> {
  const byCode = new Map<FindingCode, Finding[]>();
  for (const finding of findings) {
    const ofCode = byCode.get(finding.code) ?? [];
    byCode.set(finding.code, ofCode);
    ofCode.push(finding);
  }
  return byCode;
}

function rowOf({ code, entry, clip, frames, message }: Finding): string[] {
  return [
    describeCode(code).title,
    entry ?? '',
    clip === null ? (frames === null ? '' : 'all') : formatClipNumber(clip),
    frames === null ? '' : `[${frames[0]},${frames[1]})`,
    message,
  ];
}

function summaryOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  return SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count.toLocaleString('en-US')} ${severity}${count === 1 ? '' : 's'}`;
  }).join(', ');
}
