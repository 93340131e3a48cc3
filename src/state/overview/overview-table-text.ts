import { PROFILE_FIGURES } from '../../core/profile/profile-figures.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { MEASURED, PARTLY_MEASURED, type ProfileTable, UNREADABLE } from './profile-table.ts';

/** A split list that the training loader reads: one entry a line, as its own lists. */
export function formatSplitList(sequences: readonly SequenceRow[], rows: Uint32Array): string {
  let text = '';
  for (const row of rows) text += `${sequences[row]?.entry ?? ''}\n`;
  return text;
}

/** All figures at full precision, RFC 4180 but for its line ends: `\n`. A figure that is not known is an empty cell. */
export function formatFigureTable(table: ProfileTable, sequences: readonly SequenceRow[], rows: Uint32Array): string {
  const lines = [
    ['entry', 'splits', 'status', 'n_frames', 'frames_measured', ...PROFILE_FIGURES.map(headOf), 'problem'].join(','),
  ];
  for (const row of rows) {
    const cells = [
      table.entries[row] ?? '',
      sequences[row]?.splits.join(' ') ?? '',
      statusWord(table.status[row]),
      numberText(table.frames[row]),
      numberText(table.framesMeasured[row]),
      ...PROFILE_FIGURES.map(({ key }) => numberText(table.columns[key][row])),
      table.problems.get(row)?.code ?? '',
    ];
    lines.push(cells.map(quoted).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** `jaw_rad`, `syllables_per_s` */
function headOf({ key, unit }: { readonly key: string; readonly unit: string }): string {
  const suffix = unit === '%' ? 'percent' : unit.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '');
  return suffix === '' ? key : `${key}_${suffix}`;
}

function statusWord(status: number | undefined): string {
  if (status === MEASURED) return 'measured';
  if (status === PARTLY_MEASURED) return 'partly';
  return status === UNREADABLE ? 'unreadable' : 'waiting';
}

function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
