import type { DatasetState } from '../../state/app-state.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { formatCount } from '../format/numbers.ts';

/** What the header says of the dataset: its name, then what is known, shortest last to go. */
export interface DatasetFigures {
  readonly name: string;
  readonly kind: string | null;
  readonly count: string | null;
  readonly duration: string | null;
}

export function describeDataset(dataset: DatasetState, fps: number): DatasetFigures {
  switch (dataset.phase) {
    case 'none':
      return { name: 'No dataset', kind: null, count: null, duration: null };
    case 'opening':
      return { name: lastPart(dataset.name), kind: 'opening', count: null, duration: null };
    case 'failed':
      return { name: lastPart(dataset.name), kind: 'not opened', count: null, duration: null };
    case 'open': {
      const { summary } = dataset;
      const count = summary.sequences.length;
      return {
        name: summary.name,
        kind: summary.kind === 'lmdb' ? 'raw LMDB' : 'snapshot',
        count: `${formatCount(count)} ${count === 1 ? 'sequence' : 'sequences'}`,
        duration: describeDuration(summary.sequences, fps),
      };
    }
  }
}

/** Length of all sequences together: `26.5 h`, below an hour `1.9 min`. Null until the length of each usable one is known. */
export function describeDuration(rows: readonly SequenceRow[], fps: number): string | null {
  let frames = 0;
  for (const { n_frames, problem } of rows) {
    if (n_frames === null && problem === null) return null;
    frames += n_frames ?? 0;
  }
  const minutes = frames / fps / 60;
  return minutes >= 60 ? `${(minutes / 60).toFixed(1)} h` : `${minutes.toFixed(1)} min`;
}

/** Last part of a path or address, without its query: what is short enough for the header. */
function lastPart(name: string): string {
  const parts = name
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  const last = parts.at(-1) ?? name;
  return last === 'data.mdb' ? (parts.at(-2) ?? last) : last;
}
