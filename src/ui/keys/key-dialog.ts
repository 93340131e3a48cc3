import { createStore } from 'zustand/vanilla';

export type KeyDialog = 'none' | 'keys' | 'go-to-frame';

/** Which of the keyboard's own dialogs is shown; for this page alone, so no part of the link. */
export const keyDialog = createStore<{ readonly shown: KeyDialog }>(() => ({ shown: 'none' }));

/** Shows the sheet of all keys, e.g. from a help button. */
export function showKeySheet(): void {
  keyDialog.setState({ shown: 'keys' });
}

export function closeKeyDialog(): void {
  keyDialog.setState({ shown: 'none' });
}
