/** One line of the key sheet: what happens, and the caps to press; Shift and Alt are caps of their own. */
export interface KeySheetEntry {
  readonly what: string;
  readonly caps: readonly string[];
}

export interface KeySheetGroup {
  readonly title: string;
  readonly entries: readonly KeySheetEntry[];
}

/** The keys that work, in three columns. A key is added here together with `key-map.ts`. */
export const KEY_SHEET: readonly (readonly KeySheetGroup[])[] = [
  [
    {
      title: 'Play',
      entries: [
        { what: 'Play or pause', caps: ['Space'] },
        { what: 'Loop window A, window B', caps: ['1', '2'] },
        { what: 'Loop crop, sequence', caps: ['3', '4'] },
        { what: 'Raw or normalized', caps: ['N'] },
      ],
    },
    { title: 'Sequence', entries: [{ what: 'Next, previous', caps: ['J', 'K'] }] },
  ],
  [
    {
      title: 'Playhead',
      entries: [
        { what: 'One frame', caps: ['←', '→'] },
        { what: 'One clip', caps: ['Shift', '←', '→'] },
        { what: 'Go to a frame', caps: ['G'] },
      ],
    },
    {
      title: 'View',
      entries: [
        { what: 'Zoom in, out', caps: ['+', '-'] },
        { what: 'Fit the crop', caps: ['0'] },
        { what: 'Views, left to right', caps: ['Alt', '1–5'] },
      ],
    },
  ],
  [
    {
      title: 'Crop',
      entries: [
        { what: 'Start one frame', caps: ['[', ']'] },
        { what: 'Start one clip', caps: ['Shift', '[', ']'] },
        { what: 'Draw again', caps: ['R'] },
        { what: 'Begin, end', caps: ['B', 'E'] },
      ],
    },
    {
      title: 'Everywhere',
      entries: [
        { what: 'Filter the list', caps: ['/'] },
        { what: 'This sheet', caps: ['?'] },
        { what: 'Close', caps: ['Esc'] },
      ],
    },
  ],
];
