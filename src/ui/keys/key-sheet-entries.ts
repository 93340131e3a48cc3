import { commandById } from '../commands/commands.ts';
import { capsOf } from '../commands/key-binding.ts';

/** One line of the key sheet: what happens, and the caps to press; Shift and Alt are caps of their own. */
export interface KeySheetEntry {
  readonly what: string;
  readonly caps: readonly string[];
}

export interface KeySheetGroup {
  readonly title: string;
  readonly entries: readonly KeySheetEntry[];
}

/** A line in words, and the commands whose keys it shows. */
type Line = readonly [what: string, ...commandIds: readonly string[]];

const VIEWS = ['view-explore', 'view-normalize', 'view-dataset', 'view-audit', 'view-sampling'] as const;

type Lines = readonly [title: string, ...lines: readonly Line[]];

const COLUMNS: readonly (readonly Lines[])[] = [
  [
    [
      'Play',
      ['Play or pause', 'toggle-play'],
      ['Loop window A, window B', 'loop-window-a', 'loop-window-b'],
      ['Loop crop, sequence', 'loop-crop', 'loop-sequence'],
      ['Raw or normalized', 'toggle-normalized'],
    ],
    ['Sequence', ['Next, previous', 'next-sequence', 'previous-sequence'], ['Flag, unflag', 'flag']],
  ],
  [
    [
      'Playhead',
      ['One frame', 'playhead-back', 'playhead-forward'],
      ['One clip', 'playhead-clip-back', 'playhead-clip-forward'],
      ['Go to a frame', 'go-to-frame'],
    ],
    ['View', ['Zoom in, out', 'zoom-in', 'zoom-out'], ['Fit the crop', 'fit-crop'], ['Views, left to right', ...VIEWS]],
  ],
  [
    [
      'Crop',
      ['Start one frame', 'crop-back', 'crop-forward'],
      ['Start one clip', 'crop-clip-back', 'crop-clip-forward'],
      ['Draw again', 'draw-again'],
      ['Begin, end', 'crop-begin', 'crop-end'],
      ['Undo', 'undo-crop'],
      ['Redo', 'redo-crop'],
    ],
    ['Everywhere', ['Commands', 'palette'], ['Filter the list', 'filter'], ['This sheet', 'show-keys']],
  ],
];

/** Commands whose keys the sheet shows. */
export const KEY_SHEET_COMMANDS: readonly string[] = COLUMNS.flat().flatMap(([, ...lines]) =>
  lines.flatMap(([, ...ids]) => ids),
);

/** The keys of all commands that have one, in three columns. The caps are those of the commands. */
export const KEY_SHEET: readonly (readonly KeySheetGroup[])[] = COLUMNS.map((groups) => groups.map(readGroup));

function readGroup([title, ...lines]: Lines): KeySheetGroup {
  return { title, entries: lines.map(([what, ...ids]) => ({ what, caps: capsOfAll(ids) })) };
}

/** Caps of several commands in one line: their common modifier once, a run of digits from first to last. */
function capsOfAll(ids: readonly string[]): readonly string[] {
  const caps = ids.flatMap((id) => {
    const { key } = commandById(id);
    return key === null ? [] : capsOf(key);
  });
  const distinct = [...new Set(caps)];
  const digits = distinct.filter((cap) => /^\d$/.test(cap));
  if (digits.length <= 2) return distinct;
  return [...distinct.filter((cap) => !digits.includes(cap)), `${digits[0]}–${digits.at(-1)}`];
}
