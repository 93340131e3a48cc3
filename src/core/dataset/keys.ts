/** Key of the store's own metadata, `{'seg_len': frames a clip}`. */
export const STORE_METADATA_KEY = 'metadata';

/** Key of a sequence's metadata, `{'n_frames': frames}`. */
export function sequenceMetadataKey(entry: string): string {
  return `${entry}/metadata`;
}

/** Clip numbers have at least three digits, as Python's `:03d` writes them. */
export function formatClipNumber(clip: number): string {
  return String(clip).padStart(3, '0');
}

/** Key of one clip's record. */
export function clipKey(entry: string, clip: number): string {
  return `${entry}/${formatClipNumber(clip)}`;
}
