import type { SavedSample } from '../../state/actions.ts';

/** Hands a file to the browser's downloads. */
export function downloadFile({ fileName, bytes }: SavedSample): void {
  // A copy of its own: the bytes may be a view of a larger buffer, which Blob would not mind but its type does.
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  // The browser has taken the file over once this task is done.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
