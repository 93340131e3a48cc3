import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { sequenceMetadataKey } from '../core/dataset/keys.ts';
import type { SequenceJob } from './jobs/sequence-job.ts';
import type { DatasetHolder, OpenDataset } from './open-dataset.ts';
import type { Answer } from './protocol.ts';

/** Runs a job on a sequence, or on the dataset where `entry` is ''. With `isPrefetched`, what it looks up is fetched first. */
export async function runJob<Options, Result>(
  holder: DatasetHolder,
  job: SequenceJob<Options, Result>,
  entry: string,
  options: Options,
  isPrefetched: boolean,
): Promise<Answer<Result>> {
  if (isPrefetched && entry !== '') {
    // The length tells which clips to fetch, so its record comes first.
    const head = await holder.read(
      () => [sequenceMetadataKey(entry)],
      () => null,
    );
    if (!head.ok) return head;
  }
  return holder.read(
    (asked) => (isPrefetched ? job.keys(contextOf(asked), entry, options) : []),
    (asked) => job.run(contextOf(asked), entry, options),
  );
}

function contextOf({ dataset, known }: OpenDataset) {
  return { dataset, known, reader: createDirectClipReader(dataset) };
}
