import { attempt, type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import { describeProblem, type Problem } from '../core/errors.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { formatTable, type Output } from './output.ts';

/** `inspect`: what a dataset holds. Every sequence's metadata is read. Returns the exit status. */
export async function inspect(
  command: { readonly source: string; readonly json: boolean },
  output: Output,
): Promise<number> {
  const dataset = openDataset(await openDatasetParts(command.source));
  const { sequences, frames, problems } = countFrames(dataset);
  const { fps } = createSampleConfig();
  const hours = frames / fps / 3600;
  const found = {
    kind: dataset.store.kind,
    seg_len: dataset.seg_len,
    sequences,
    splits: Object.fromEntries(dataset.splits.map(({ name, entries }) => [name, entries.length])),
    coef: Object.fromEntries(dataset.groups.map(({ name, width }) => [name, width])),
    frames,
    hours,
    bytes: dataset.store.sizeBytes,
  };
  if (command.json) {
    output.print(JSON.stringify(found));
  } else {
    const list = (values: Record<string, number>) =>
      Object.entries(values)
        .map(([name, value]) => `${name} ${count(value)}`)
        .join(', ') || 'none';
    const rows = [
      ['kind', found.kind],
      ['clip length', `${found.seg_len} frames`],
      ['sequences', count(sequences)],
      ['splits', list(found.splits)],
      ['coefficients', list(found.coef)],
      ['frames', count(frames)],
      ['hours', `${hours.toFixed(3)} at ${fps} fps`],
      ['bytes', count(found.bytes)],
    ];
    for (const line of formatTable(rows, [false, false])) output.print(line);
  }
  for (const problem of [...dataset.problems, ...problems]) output.report(`talkscope: ${describeProblem(problem)}`);
  return problems.length > 0 ? 1 : 0;
}

function countFrames(dataset: Dataset): { sequences: number; frames: number; problems: Problem[] } {
  const inStore = [...scanEntries(dataset.store)];
  const listed = new Set(dataset.splits.flatMap(({ entries }) => entries));
  for (const entry of inStore) listed.delete(entry);
  const problems: Problem[] = [];
  let frames = 0;
  for (const entry of [...inStore, ...listed]) {
    const read = attempt(() => readFrameCount(dataset.store, entry));
    if ('value' in read) frames += read.value;
    else problems.push(read.problem);
  }
  return { sequences: inStore.length, frames, problems };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
