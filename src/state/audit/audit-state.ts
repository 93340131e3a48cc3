import { type AuditRules, DEFAULT_AUDIT_RULES } from '../../core/audit/audit-rules.ts';
import type { Evidence } from '../../core/audit/evidence.ts';
import type { CheckedCounts, Finding, FindingCode, Severity } from '../../core/audit/finding.ts';
import type { Problem } from '../../core/errors.ts';

/** How far the pass over the dataset has come. */
export type AuditPass =
  /** Nothing has been asked for. */
  | { readonly phase: 'none' }
  | { readonly phase: 'running' }
  /** What is checked stays; the rest waits for the user. */
  | { readonly phase: 'paused' }
  /** The user ended it before all was checked. */
  | { readonly phase: 'stopped' }
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly problem: Problem };

/** The picture of the chosen finding. */
export type EvidenceState =
  | { readonly phase: 'none' }
  | { readonly phase: 'measuring'; readonly key: string }
  | { readonly phase: 'ready'; readonly key: string; readonly evidence: Evidence }
  | { readonly phase: 'failed'; readonly key: string; readonly problem: Problem };

/** Which findings the list shows; all conditions hold at once. */
export interface AuditFilter {
  /** Part of an entry's name, without regard to case. */
  readonly text: string;
  readonly severity: Severity | null;
  readonly split: string | null;
  readonly code: FindingCode | null;
  readonly isUnflaggedOnly: boolean;
  readonly subject: 'sound' | 'coefficients' | null;
}

/** What the Audit view shows, each field in one sentence. */
export interface AuditState {
  readonly pass: AuditPass;
  /** Sequences in the store's order; those that only a list names come last. */
  readonly entries: readonly string[];
  /** What has been gone through. */
  readonly checked: CheckedCounts;
  /** The first sequences of `entries` up to the first that is not checked yet. */
  readonly checkedFirst: number;
  /** Time spent on checking, without pauses, milliseconds. */
  readonly workMs: number;
  /** Sorted by severity, code and place; grows until the pass ends. */
  readonly findings: readonly Finding[];
  /** The thresholds by which `findings` were found. */
  readonly rules: AuditRules;
  /** Thresholds that the user has set for the next pass; null where they are those of `rules`. */
  readonly nextRules: AuditRules | null;
  readonly filter: AuditFilter;
  /** The finding in detail, see `keyOfFinding`; a link may name one that is not found yet. */
  readonly chosenKey: string | null;
  readonly evidence: EvidenceState;
}

export const SHOW_ALL: AuditFilter = {
  text: '',
  severity: null,
  split: null,
  code: null,
  isUnflaggedOnly: false,
  subject: null,
};

const NOTHING_CHECKED: CheckedCounts = { sequences: 0, clips: 0, frames: 0 };

/** What a pass begins with. */
export const UNCHECKED = {
  pass: { phase: 'none' },
  entries: [],
  checked: NOTHING_CHECKED,
  checkedFirst: 0,
  workMs: 0,
  findings: [],
  evidence: { phase: 'none' },
} as const satisfies Partial<AuditState>;

export const INITIAL_AUDIT: AuditState = {
  ...UNCHECKED,
  rules: DEFAULT_AUDIT_RULES,
  nextRules: null,
  filter: SHOW_ALL,
  chosenKey: null,
};
