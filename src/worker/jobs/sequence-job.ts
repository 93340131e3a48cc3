import type { ClipReader } from '../../core/dataset/clip-reader.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { KnownSequences } from '../known-sequences.ts';

/** What a job reads from. */
export interface JobContext {
  readonly dataset: Dataset;
  /** Decodes each clip anew: a job goes through a dataset once, and would only push out what others keep. */
  readonly reader: ClipReader;
  /** What a snapshot's export has found out, null for a raw LMDB. */
  readonly known: KnownSequences | null;
}

/** Work on one sequence whose results for many are merged by who asked for it. Pure: the same function runs in any worker of the pool. */
export interface SequenceJob<Options, Result> {
  /** Which store keys `run` looks up, so that they can be fetched together; empty where the catalogue answers. */
  keys(context: JobContext, entry: string, options: Options): readonly string[];
  /** Plain data, as it passes a message port. Throws a `DataError` where the sequence cannot be worked on at all. */
  run(context: JobContext, entry: string, options: Options): Result;
}
