import { createStore } from 'zustand/vanilla';

export type PageDialog = 'none' | 'palette' | 'keys' | 'go-to-frame' | 'export';

/** Which of the dialogs that belong to no dataset is shown; for this page alone, so no part of the link. */
export const pageDialog = createStore<{ readonly shown: PageDialog }>(() => ({ shown: 'none' }));

export function showPageDialog(shown: PageDialog): void {
  pageDialog.setState({ shown });
}

export function closePageDialog(): void {
  pageDialog.setState({ shown: 'none' });
}
