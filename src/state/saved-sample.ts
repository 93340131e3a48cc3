import type { SavedKind } from '../worker/protocol.ts';

const ENDINGS: Readonly<Record<SavedKind, string>> = {
  npz: '.npz',
  'wav-raw': '.wav',
  'wav-normalized': '_normalized.wav',
};

/** Name of a saved sample, e.g. `SPK01_000_272.npz`. Whatever some file system refuses in a name becomes `_`. */
export function savedFileName(entry: string, startFrame: number, kind: SavedKind): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is refused
  const stem = entry.replace(/[\\/:*?"<>|\x00-\x1f\x7f]/g, '_').replace(/^\.+/, '_');
  return `${stem}_${startFrame}${ENDINGS[kind]}`;
}
