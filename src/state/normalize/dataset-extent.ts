import type { DatasetOutline } from '../../worker/jobs/outline-job.ts';
import type { DatasetRequest, DatasetSummary } from '../../worker/protocol.ts';
import { ALL_SEQUENCES } from './statistics-recipe.ts';

/** What the second dataset is called. */
export function nameDataset(request: DatasetRequest): string {
  if (request.kind === 'files') return request.name;
  const path = request.url.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  return last === 'data.mdb' ? (parts.at(-2) ?? last) : last;
}

/** Entries of a split in the order of the list, or of all sequences. */
export function entriesOf({ sequences }: DatasetSummary, split: string): readonly string[] {
  const rows = split === ALL_SEQUENCES ? sequences : sequences.filter(({ splits }) => splits.includes(split));
  return rows.map(({ entry }) => entry);
}

/** What `stats_train.npz` of that dataset would be made of. */
export function trainEntries({ splits, entries }: DatasetOutline): readonly string[] {
  const train = splits.find(({ name }) => name === 'train')?.entries ?? [];
  return train.length > 0 ? train : entries;
}
