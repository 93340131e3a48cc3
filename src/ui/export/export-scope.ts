import type { AppState } from '../../state/app-state.ts';
import { filterSequences } from '../../state/sequence-filter.ts';
import type { SequenceRow } from '../../worker/protocol.ts';

/** What a snapshot takes however little it holds: a page of 65536 bytes for each of its seven tables, and the first. */
const LEAST_BYTES = 8 * 65_536;

export type ScopeKind = 'all' | 'list' | 'sequence';

/** A choice of what to export. */
export interface ExportScope {
  readonly kind: ScopeKind;
  readonly label: string;
  /** Null for the whole dataset, what no split lists included. */
  readonly entries: readonly string[] | null;
  readonly sequences: number;
  /** The store's size, or the share of it that the frames have; where they are not all known, the sequences. */
  readonly bytesEstimate: number;
  readonly fileName: string;
}

/** What can be exported now: everything, what the list shows where that is less, and the open sequence. */
export function exportScopes(state: AppState): readonly ExportScope[] {
  const { dataset, sequence } = state;
  if (dataset.phase !== 'open') return [];
  const { kind: storeKind, sequences: rows, sizeBytes, name } = dataset.summary;
  const valueBytes = storeKind === 'snapshot' ? Math.max(sizeBytes - LEAST_BYTES, 0) : sizeBytes;
  const stem = stemOf(name);
  const part = (chosen: readonly SequenceRow[]) => ({
    entries: chosen.map(({ entry }) => entry),
    sequences: chosen.length,
    bytesEstimate: LEAST_BYTES + valueBytes * shareOf(chosen, rows),
  });
  const shown = filterSequences(rows, state);
  const open = sequence.phase === 'none' ? [] : rows.filter(({ entry }) => entry === sequence.entry);
  const scopes: ExportScope[] = [
    {
      kind: 'all',
      label: 'The whole dataset',
      entries: null,
      sequences: rows.length,
      bytesEstimate: LEAST_BYTES + valueBytes,
      fileName: `${stem}.sqlite`,
    },
  ];
  if (shown.length > 0 && shown.length < rows.length) {
    scopes.push({ kind: 'list', label: 'The list as it is filtered', ...part(shown), fileName: `${stem}_part.sqlite` });
  }
  for (const row of open) {
    const fileName = `${stem}_${stemOf(row.entry)}.sqlite`;
    scopes.push({ kind: 'sequence', label: row.entry, ...part([row]), fileName });
  }
  return scopes;
}

function shareOf(chosen: readonly SequenceRow[], all: readonly SequenceRow[]): number {
  const framesOf = (rows: readonly SequenceRow[]) => rows.reduce((sum, { n_frames }) => sum + (n_frames ?? 0), 0);
  const areKnown = all.every(({ n_frames, problem }) => n_frames !== null || problem !== null);
  const total = areKnown ? framesOf(all) : all.length;
  return total === 0 ? 0 : (areKnown ? framesOf(chosen) : chosen.length) / total;
}

/** Whatever some file system refuses in a name becomes `_`; the ending of a store is left out. */
function stemOf(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is refused
  const stem = name.replace(/\.(sqlite|mdb)$/i, '').replace(/[\\/:*?"<>|\x00-\x1f\x7f]/g, '_');
  return stem.replace(/^\.+/, '_') || 'dataset';
}
