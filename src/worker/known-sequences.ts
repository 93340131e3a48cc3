import { isSourceFault } from '../core/bytes/source-fault.ts';
import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import { DataError, type Problem } from '../core/errors.ts';
import type { Catalogue, CatalogueSequence, StoredMoments } from '../core/snapshot/catalogue.ts';
import type { Moments } from '../core/statistics/moments.ts';

/** What a snapshot's export has found out of its sequences. */
export interface KnownSequences {
  readonly byEntry: ReadonlyMap<string, CatalogueSequence>;
  readonly catalogue: Pick<Catalogue, 'moments' | 'overview'>;
}

/**
 * Reads the list of a snapshot's sequences in one pass; `known` is null for a raw LMDB. A damaged list is a problem and not an error: the records, which
 * everything else is read from, may be whole. Throws the `DataError` of a source that cannot be read.
 */
export function readKnownSequences({ catalogue }: DatasetParts): {
  readonly known: KnownSequences | null;
  readonly problem: Problem | null;
} {
  if (catalogue === null) return { known: null, problem: null };
  const read = attempt(() => catalogue.sequences());
  if ('value' in read) {
    return { known: { byEntry: new Map(read.value.map((row) => [row.entry, row])), catalogue }, problem: null };
  }
  if (isSourceFault(read.problem)) throw new DataError(read.problem);
  return { known: null, problem: read.problem };
}

/**
 * The moments that the export took of a sequence, or null where they cannot stand for measuring its records now: a record of it has a problem, which
 * measuring has to report; groups or lengths differ from what is there; or a value is not finite, since how many are not is nowhere stored. What
 * rounding took from the means is not stored either, so pooled figures may differ in the last bits of a float64. Nothing is decoded: whether the
 * export measured rightly is taken on trust.
 */
export function storedMoments(
  { byEntry, catalogue }: KnownSequences,
  { groups }: Pick<Dataset, 'groups'>,
  entry: string,
): Record<string, Moments> | null {
  const sequence = byEntry.get(entry);
  if (sequence === undefined || sequence.problems.length > 0) return null;
  const stored = catalogue.moments(entry);
  const moments: Record<string, Moments> = {};
  for (const { name, width } of groups) {
    const group = stored.get(name);
    if (group === undefined || group.width !== width || group.count !== sequence.n_frames) return null;
    if (!hasFiniteMeans(group)) return null;
    moments[name] = { ...group, meanRest: new Float64Array(width), nonFiniteCount: new Float64Array(width) };
  }
  return moments;
}

function hasFiniteMeans({ mean, m2 }: StoredMoments): boolean {
  return mean.every(Number.isFinite) && m2.every(Number.isFinite);
}

/** Samples a full scale of int16 stands for. */
const INT16_SCALE = 32768;

/** Pairs [min, max] a frame in float samples, NaN where the export could not decode the sound. Null where it has none of the sequence. */
export function readWaveformOverview({ catalogue }: KnownSequences, entry: string): Float32Array | null {
  const waveform = catalogue.overview(entry, 'waveform');
  // A frame that could not be decoded is 0 in the waveform, as silence is; only the loudness tells them apart.
  const loudness = catalogue.overview(entry, 'loudness');
  if (waveform === null || loudness === null) return null;
  return Float32Array.from(waveform, (value, index) =>
    Number.isNaN(loudness[index >> 1]) ? Number.NaN : value / INT16_SCALE,
  );
}
