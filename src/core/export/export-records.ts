import { compareBytes, sortByBytes } from '../bytes/byte-order.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { STORE_METADATA_KEY } from '../dataset/keys.ts';
import { DataError, type Problem } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import type { KeyRange, RecordStore } from '../store/record-store.ts';
import { type ExportPlan, keyPrefixOf } from './export-choice.ts';
import type { ExportProgress, ExportStep, ExportSummary } from './export-progress.ts';
import { type ExportedSequence, SequenceTracker } from './sequence-tracker.ts';

/** Where the records of an export go. */
export interface RecordTarget {
  /** Records in the store's order, `keyBytes` being the UTF-8 form of `key`. */
  addRecord(key: string, keyBytes: Uint8Array, value: Uint8Array): void;
  /** A sequence whose records have all been added, at some time after the last of them. */
  addSequence?(sequence: ExportedSequence): void;
  /** Bytes written so far. */
  bytesWritten(): number;
}

/** Keys that a remote store is told of at once. */
const PLANNED_KEYS = 16;

/**
 * Copies the records of a plan, each read once, in the store's order, and measures the clips as they pass. Yields after each record, so that a
 * caller can show progress, let others have their turn, or stop.
 *
 * What is wrong with a record becomes a problem and its bytes are copied as they are; a record whose bytes a damaged store cannot give is left out, and
 * that is a problem too. A `DataError` ends the export where keys cannot be walked or the source itself fails.
 */
export function* exportRecords(
  dataset: Dataset,
  plan: ExportPlan,
  config: SampleConfig,
  target: RecordTarget,
): Generator<ExportStep, ExportSummary> {
  const { store } = dataset;
  const progress = new Progress(plan, store.sizeBytes, target);
  const waiting = plan.entries.map((entry) => ({ entry, prefixBytes: encodeUtf8(keyPrefixOf(entry)) }));
  /** Sequences under way, the inner after the outer: an entry may begin as another does, e.g. `A` and `A/B`. */
  const open: SequenceTracker[] = [];
  let nextEntry = 0;

  function finish(tracker: SequenceTracker): ExportStep {
    const sequence = tracker.finish();
    target.addSequence?.(sequence);
    return progress.step(sequence.entry, sequence);
  }

  for (const key of plannedKeys(store, plan)) {
    const keyBytes = encodeUtf8(key);
    for (let last = open.at(-1); last !== undefined && !key.startsWith(last.prefix); last = open.at(-1)) {
      open.pop();
      yield finish(last);
    }
    for (let next = waiting[nextEntry]; next !== undefined; next = waiting[nextEntry]) {
      if (compareBytes(next.prefixBytes, keyBytes) > 0) break;
      nextEntry += 1;
      const tracker = new SequenceTracker(dataset, next.entry, config);
      if (key.startsWith(tracker.prefix)) open.push(tracker);
      else yield finish(tracker);
    }
    const tracker = open.at(-1) ?? null;
    const read = readValue(store, key);
    if ('value' in read) {
      target.addRecord(key, keyBytes, read.value);
      tracker?.add(key, read.value);
      progress.records += 1;
    } else if (tracker === null) progress.addProblem(read.problem);
    else tracker.addUnreadable(key, read.problem);
    yield progress.step(tracker?.entry ?? null);
  }
  for (const tracker of open.reverse()) yield finish(tracker);
  for (const { entry } of waiting.slice(nextEntry)) yield finish(new SequenceTracker(dataset, entry, config));
  return progress.summary();
}

class Progress {
  records = 0;
  readonly #plan: ExportPlan;
  readonly #storeBytes: number;
  readonly #target: RecordTarget;
  #sequencesDone = 0;
  #sequencesWithRecords = 0;
  #problemCount = 0;
  #newProblems: Problem[] = [];

  constructor(plan: ExportPlan, storeBytes: number, target: RecordTarget) {
    this.#plan = plan;
    this.#storeBytes = storeBytes;
    this.#target = target;
  }

  addProblem(problem: Problem): void {
    this.#newProblems.push(problem);
  }

  /** `finished` is the sequence that the step ends, if any. */
  step(entry: string | null, finished?: ExportedSequence): ExportStep {
    if (finished !== undefined) {
      this.#sequencesDone += 1;
      if (finished.bytes > 0) this.#sequencesWithRecords += 1;
      this.#newProblems.push(...finished.problems);
    }
    const problems = this.#newProblems;
    this.#newProblems = [];
    this.#problemCount += problems.length;
    return { progress: this.#progress(entry), problems };
  }

  summary(): ExportSummary {
    return { sequences: this.#sequencesWithRecords, records: this.records, problemCount: this.#problemCount };
  }

  #progress(entry: string | null): ExportProgress {
    const { entries, knownCount } = this.#plan;
    const bytesWritten = this.#target.bytesWritten();
    const share = knownCount === 0 ? 1 : entries.length / knownCount;
    return {
      entry,
      sequencesDone: this.#sequencesDone,
      sequencesTotal: entries.length,
      bytesWritten,
      bytesTotalEstimate: Math.max(this.#storeBytes * share, bytesWritten),
    };
  }
}

/** Keys of the plan in order; the store is told of some at a time before they are given. */
function* plannedKeys(store: RecordStore, plan: ExportPlan): Generator<string> {
  let batch: string[] = [];
  for (const range of rangesOf(plan)) {
    for (const key of store.keys(range)) {
      if (batch.push(key) < PLANNED_KEYS) continue;
      store.plan?.(batch);
      yield* batch;
      batch = [];
    }
  }
  store.plan?.(batch);
  yield* batch;
}

/** Half-open ranges that follow each other, none within another: of all keys, or of the root's metadata and the chosen sequences. */
function rangesOf({ isWhole, entries }: ExportPlan): KeyRange[] {
  if (isWhole) return [{}];
  // "0" is the character after "/".
  const ofEntries = entries.map((entry) => ({ start: keyPrefixOf(entry), end: `${entry}0` }));
  const outer: { start: string; end: string }[] = [];
  for (const range of ofEntries) {
    // An entry that begins as another does: its keys lie among the other's.
    const previous = outer.at(-1);
    if (previous === undefined || !range.start.startsWith(previous.start)) outer.push(range);
  }
  const ofRoot = { start: STORE_METADATA_KEY, end: `${STORE_METADATA_KEY}\0` };
  return sortByBytes([ofRoot, ...outer], ({ start }) => start);
}

/** The bytes, or the problem of a damaged store. A source that fails (a lost connection) is no damage: going on would leave everything out. */
function readValue(store: RecordStore, key: string): { readonly value: Uint8Array } | { readonly problem: Problem } {
  try {
    const value = store.get(key);
    if (value !== null) return { value };
    const problem = {
      code: 'lmdb-key-lost',
      what: 'A key of the store has no value',
      expected: 'bytes',
      found: 'nothing',
    };
    return { problem: { ...problem, where: `key ${key}` } };
  } catch (error) {
    const isDamage = error instanceof DataError && /^(lmdb|snapshot)-/.test(error.problem.code);
    if (isDamage) return { problem: { ...error.problem, where: `key ${key}, ${error.problem.where}` } };
    throw error;
  }
}
