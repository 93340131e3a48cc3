import type { Split } from '../../dataset/dataset.ts';
import { quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** Who a sequence shows: the entry before its last "/". */
export function personOf(entry: string): string {
  const slash = entry.lastIndexOf('/');
  return slash < 0 ? entry : entry.slice(0, slash);
}

/** People of whom more than one split has sequences; a finding a person. */
export function findSplitLeaks(splits: readonly Split[]): Finding[] {
  const splitsByPerson = new Map<string, Map<string, string[]>>();
  for (const { name, entries } of splits) {
    for (const entry of entries) {
      const person = personOf(entry);
      const bySplit = splitsByPerson.get(person) ?? new Map<string, string[]>();
      splitsByPerson.set(person, bySplit);
      bySplit.set(name, [...(bySplit.get(name) ?? []), entry]);
    }
  }
  return [...splitsByPerson].flatMap(([person, bySplit]) =>
    bySplit.size < 2 ? [] : [describeLeak(person, bySplit, splits)],
  );
}

function describeLeak(
  person: string,
  bySplit: ReadonlyMap<string, readonly string[]>,
  splits: readonly Split[],
): Finding {
  const sizes = [...bySplit].map(([name, entries]) => `${name} (${entries.length})`);
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const entry of [...bySplit.values()].flat()) (seen.has(entry) ? shared : seen).add(entry);
  const same =
    shared.size === 0
      ? ''
      : `, ${quantity(shared.size, 'sequence')} in ${bySplit.size === 2 ? 'both' : 'more than one'}`;
  const files = splits.filter(({ name }) => bySplit.has(name)).map(({ fileName }) => fileName);
  const [entry = null] = [...bySplit.values()][1] ?? [];
  return makeFinding('split-leak', {
    entry,
    clip: null,
    frames: null,
    message: `${person} is in ${sizes.join(' and ')}${same}`,
    what: shared.size === 0 ? 'A person is in more than one split' : 'A sequence is in more than one split',
    expected: 'every person in one split',
    found: `${person} in ${sizes.join(' and ')}${same}`,
    where: files.join(', '),
    consequence: 'Validation and test measure memory of this person, not of speech.',
    numbers: { sequences: seen.size, sharedSequences: shared.size, splits: bySplit.size },
  });
}

/** Sequences of the store that no split lists; one finding for all. */
export function findUnlisted(stored: readonly string[], splits: readonly Split[]): Finding[] {
  if (splits.length === 0) return [];
  const listed = new Set(splits.flatMap(({ entries }) => entries));
  return stored
    .filter((entry) => !listed.has(entry))
    .map((entry) =>
      makeFinding('sequence-unlisted', {
        entry,
        clip: null,
        frames: null,
        message: `In the store, not in ${splits.map(({ fileName }) => fileName).join(', ')}`,
        what: 'No split lists the sequence',
        expected: 'a line in one split list',
        found: 'none',
        where: splits.map(({ fileName }) => fileName).join(', '),
        consequence: 'The loader never reads it.',
        numbers: {},
      }),
    );
}
