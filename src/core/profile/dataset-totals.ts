/** What is known of a sequence before it is read. */
export interface TotalsRow {
  readonly entry: string;
  /** Splits that list it; empty where none does. */
  readonly splits: readonly string[];
  /** Null where its length is not known or cannot be read. */
  readonly n_frames: number | null;
}

/** Figures of a set of sequences. */
export interface SetTotals {
  readonly sequences: number;
  /** Sequences whose length is unknown: they add nothing to frames, seconds and clips. */
  readonly unknownLengths: number;
  readonly frames: number;
  readonly seconds: number;
  readonly clips: number;
  readonly people: number;
}

export interface SplitTotals extends SetTotals {
  readonly name: string;
}

/** A person whose sequences lie in more than one split: what is learnt of a face in one is tested in another. */
export interface PersonLeak {
  readonly person: string;
  /** Entries of the person by split, in the order of the splits. */
  readonly splits: readonly { readonly name: string; readonly entries: readonly string[] }[];
}

export interface DatasetTotals {
  /** Each sequence once, whichever splits list it. */
  readonly all: SetTotals;
  readonly splits: readonly SplitTotals[];
  /** Sequences that no split lists; null where there is none. */
  readonly unlisted: SetTotals | null;
  /** People in more than one split, those with most sequences first. */
  readonly leaks: readonly PersonLeak[];
  /** Sequences that more than one split lists: the same frames on both sides. Their people are among the leaks. */
  readonly sharedEntries: readonly string[];
}

/** The entry before its last slash, e.g. `SPK01` of `SPK01/000`; all of it where there is none. */
export function personOf(entry: string): string {
  const slash = entry.lastIndexOf('/');
  return slash < 0 ? entry : entry.slice(0, slash);
}

/**
 * Totals of a dataset and its splits, from its list alone.
 *
 * @param rows one a sequence.
 * @param splitNames in the order in which they are shown.
 * @param unit frames a second and frames a clip.
 */
export function totalsOf(
  rows: readonly TotalsRow[],
  splitNames: readonly string[],
  unit: { readonly fps: number; readonly seg_len: number },
): DatasetTotals {
  const all = new TotalsGatherer(unit);
  const unlisted = new TotalsGatherer(unit);
  const bySplit = new Map(splitNames.map((name) => [name, new TotalsGatherer(unit)]));
  const entriesByPerson = new Map<string, Map<string, string[]>>();
  const sharedEntries: string[] = [];
  for (const row of rows) {
    const person = personOf(row.entry);
    const splits = row.splits.filter((name) => bySplit.has(name));
    all.add(row, person);
    if (splits.length === 0) unlisted.add(row, person);
    if (splits.length > 1) sharedEntries.push(row.entry);
    const ofPerson = entriesByPerson.get(person) ?? new Map<string, string[]>();
    entriesByPerson.set(person, ofPerson);
    for (const name of splits) {
      bySplit.get(name)?.add(row, person);
      const entries = ofPerson.get(name);
      if (entries === undefined) ofPerson.set(name, [row.entry]);
      else entries.push(row.entry);
    }
  }
  return {
    all: all.finish(),
    splits: [...bySplit].map(([name, gatherer]) => ({ name, ...gatherer.finish() })),
    unlisted: unlisted.isEmpty() ? null : unlisted.finish(),
    leaks: leaksOf(entriesByPerson, splitNames),
    sharedEntries,
  };
}

class TotalsGatherer {
  readonly #fps: number;
  readonly #seg_len: number;
  readonly #people = new Set<string>();
  #sequences = 0;
  #unknownLengths = 0;
  #frames = 0;
  #clips = 0;

  constructor({ fps, seg_len }: { readonly fps: number; readonly seg_len: number }) {
    this.#fps = fps;
    this.#seg_len = seg_len;
  }

  add({ n_frames }: TotalsRow, person: string): void {
    this.#people.add(person);
    this.#sequences++;
    if (n_frames === null) {
      this.#unknownLengths++;
      return;
    }
    this.#frames += n_frames;
    this.#clips += Math.ceil(n_frames / this.#seg_len);
  }

  isEmpty(): boolean {
    return this.#sequences === 0;
  }

  finish(): SetTotals {
    return {
      sequences: this.#sequences,
      unknownLengths: this.#unknownLengths,
      frames: this.#frames,
      seconds: this.#frames / this.#fps,
      clips: this.#clips,
      people: this.#people.size,
    };
  }
}

function leaksOf(
  entriesByPerson: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  splitNames: readonly string[],
): PersonLeak[] {
  const leaks: PersonLeak[] = [];
  for (const [person, bySplit] of entriesByPerson) {
    if (bySplit.size < 2) continue;
    const splits = splitNames.flatMap((name) => {
      const entries = bySplit.get(name);
      return entries === undefined ? [] : [{ name, entries }];
    });
    leaks.push({ person, splits });
  }
  const sequences = ({ splits }: PersonLeak) => splits.reduce((sum, { entries }) => sum + entries.length, 0);
  return leaks.sort((a, b) => sequences(b) - sequences(a));
}
