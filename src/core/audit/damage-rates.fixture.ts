import { createSampleConfig } from '../sample/config.ts';
import { DEFAULT_AUDIT_RULES } from './audit-rules.ts';
import { auditSequence } from './audit-sequence.ts';
import { createRandom, datasetOf, type MemorySequence, recordsOf } from './clean-sequences.fixture.ts';
import { DAMAGES, type Damage } from './damage.fixture.ts';
import type { Finding } from './finding.ts';

/** How often one kind of damage was found. */
export interface DamageRate {
  readonly damage: Damage;
  readonly trials: number;
  readonly found: number;
  /** Errors and warnings of other codes, which the damage does not cause. */
  readonly falseFindings: readonly Finding[];
}

const config = createSampleConfig();

/** Errors and warnings of sequences as they are; notes (too short for a crop) are true of some of them. */
export function auditClean(sequence: MemorySequence): readonly Finding[] {
  return auditRecords(recordsOf([sequence]), sequence.entry).filter(({ severity }) => severity !== 'note');
}

/** Puts each damage into the sequences in turn, each trial at its own seed, and audits. */
export function measureDamageRates(sequences: readonly MemorySequence[], trials: number): DamageRate[] {
  const seeds = Array.from({ length: trials }, (_, trial) => trial);
  const cleanByEntry = new Map(sequences.map((sequence) => [sequence.entry, auditClean(sequence)]));
  return DAMAGES.map((damage, index) => {
    let found = 0;
    const falseFindings: Finding[] = [];
    for (const trial of seeds) {
      const sequence = sequences[trial % sequences.length];
      if (sequence === undefined) throw new Error('there is no clean sequence');
      const { records, frames } = damage.inject(sequence, createRandom(1000 * index + trial));
      const findings = auditRecords(records, sequence.entry);
      const isIt = (finding: Finding) => finding.code === damage.code && touches(finding, frames);
      if (findings.some(isIt)) found += 1;
      const known = new Set(cleanByEntry.get(sequence.entry)?.map(({ message }) => message));
      falseFindings.push(
        ...findings.filter(
          (finding) =>
            finding.severity !== 'note' &&
            !isIt(finding) &&
            !(damage.alsoCauses ?? []).includes(finding.code) &&
            !known.has(finding.message),
        ),
      );
    }
    return { damage, trials, found, falseFindings };
  });
}

function auditRecords(records: ReadonlyMap<string, Uint8Array>, entry: string): readonly Finding[] {
  const dataset = datasetOf(records, { train: [entry] });
  // The groups come from the first clip, which may be the damaged one: they are those of the layout.
  return auditSequence(
    {
      ...dataset,
      groups: [
        { name: 'shape', width: 100 },
        { name: 'exp', width: 50 },
        { name: 'pose', width: 6 },
      ],
    },
    entry,
    DEFAULT_AUDIT_RULES,
    config,
  ).findings;
}

function touches({ frames }: Finding, [start, end]: readonly [number, number]): boolean {
  return frames !== null && frames[0] < end && frames[1] > start;
}
