import { sortByBytes } from '../bytes/byte-order.ts';
import { littleEndianBytes } from '../bytes/little-endian.ts';
import type { ExportedSequence } from '../export/sequence-tracker.ts';
import type { Moments } from '../statistics/moments.ts';
import type { SqliteWriter } from './sqlite-writer.ts';

/**
 * Fills the tables `sequences`, `moments` and `overviews`. Sequences may come in any order; one waits until all that come before it in the tables have
 * come. In stores whose keys and entries have the same order, as nearly all do, none waits.
 */
export interface CatalogueWriter {
  add(sequence: ExportedSequence): void;
}

/** `entries`: all sequences that will be added. `splitsOf`: the splits that list an entry. */
export function createCatalogueWriter(
  writer: SqliteWriter,
  entries: readonly string[],
  splitsOf: (entry: string) => readonly string[],
): CatalogueWriter {
  const sequences = writer.beginWithoutRowidTable('sequences');
  const moments = writer.beginWithoutRowidTable('moments', 2);
  const overviews = writer.beginWithoutRowidTable('overviews', 2);
  const order = sortByBytes(entries, (entry) => entry);
  const waiting = new Map<string, ExportedSequence>();
  let next = 0;

  function write({ entry, measured, bytes, problems }: ExportedSequence): void {
    // Without a length there is nothing to list; the split that names it still does.
    if (measured === null) return;
    const { n_frames, n_clips, measure } = measured;
    const { audio, level } = measure;
    const slash = entry.lastIndexOf('/');
    sequences.addRow([
      entry,
      slash === -1 ? entry : entry.slice(0, slash),
      entry.slice(slash + 1),
      JSON.stringify(splitsOf(entry)),
      n_frames,
      n_clips,
      bytes,
      audio === null ? null : audio.samples,
      audio === null ? null : realOrNull(audio.mean),
      audio === null ? null : realOrNull(audio.std),
      audio === null ? null : realOrNull(audio.min),
      audio === null ? null : realOrNull(audio.max),
      level,
      JSON.stringify(problems),
    ]);
    const measuredGroups = sortByBytes([...measure.moments], ([name]) => name).flatMap(([name, group]) =>
      group.count === 0 ? [] : [{ name, group }],
    );
    for (const { name, group } of measuredGroups) {
      const blobs = [group.mean, group.m2, group.min, group.max].map(littleEndianBytes);
      moments.addRow([entry, name, group.count, ...blobs]);
    }
    // "loudness" < "range:..." < "waveform"
    overviews.addRow([entry, 'loudness', littleEndianBytes(measure.loudness)]);
    for (const { name, group } of measuredGroups) overviews.addRow([entry, `range:${name}`, rangesOf(group)]);
    overviews.addRow([entry, 'waveform', littleEndianBytes(measure.waveform)]);
  }

  return {
    add(sequence) {
      waiting.set(sequence.entry, sequence);
      for (let entry = order[next]; entry !== undefined; entry = order[next]) {
        const ready = waiting.get(entry);
        if (ready === undefined) return;
        waiting.delete(entry);
        next += 1;
        write(ready);
      }
    },
  };
}

/** float32 pairs [min, max], one a dimension. */
function rangesOf({ min, max }: Moments): Uint8Array {
  const pairs = new Float32Array(min.length * 2);
  for (let dim = 0; dim < min.length; dim++) {
    pairs[dim * 2] = min[dim] as number;
    pairs[dim * 2 + 1] = max[dim] as number;
  }
  return littleEndianBytes(pairs);
}

/** SQLite has no NaN. */
function realOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
