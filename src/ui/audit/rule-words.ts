import { AUDIT_RULE_INFO, type AuditRules } from '../../core/audit/audit-rules.ts';
import { withMinus } from '../format/numbers.ts';

/** A threshold as it is read, e.g. `≥ 3 frames`. */
export function formatRule(name: keyof AuditRules, value: number): string {
  const { comparison, unit } = AUDIT_RULE_INFO[name];
  const text = value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
  return withMinus(`${comparison} ${text} ${unit}`.trim());
}

/** Counts move by 1, everything else by a tenth of its default's size. */
export function stepOfRule(name: keyof AuditRules): number {
  const { value } = AUDIT_RULE_INFO[name];
  if (Number.isInteger(value) && value !== 0) return 1;
  return value === 0 ? 0.01 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
}
