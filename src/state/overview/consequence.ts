import { DEFAULT_AUDIT_RULES } from '../../core/audit/audit-rules.ts';
import { medianOf } from './figure-order.ts';
import type { ProfileTable } from './profile-table.ts';

/** What the brushed sequences would do to a model, as far as it is measured. */
export interface LagConsequence {
  readonly sequences: number;
  /** Median lag of these, frames; positive where the jaw trails the sound. */
  readonly medianFrames: number;
}

/** Sequences whose jaw trails, or leads, the sound by as much as the audit warns of, where jaw and sound go together; null where none does. The larger group counts. */
export function lagConsequence({ columns }: ProfileTable, rows: Uint32Array): LagConsequence | null {
  const { lagFrames, lagCorrelation } = DEFAULT_AUDIT_RULES;
  const trailing: number[] = [];
  const leading: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const lag = columns.lag[row] as number;
    if (!(Math.abs(lag) >= lagFrames && (columns.lag_r[row] as number) >= lagCorrelation)) continue;
    (lag > 0 ? trailing : leading).push(row);
  }
  const group = Uint32Array.from(trailing.length >= leading.length ? trailing : leading);
  return group.length === 0 ? null : { sequences: group.length, medianFrames: medianOf(columns.lag, group) };
}
