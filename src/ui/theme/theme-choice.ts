import type { ThemeName } from '../../state/app-state.ts';

/** Read by the script in index.html too, which sets the theme before the first paint. */
const STORAGE_KEY = 'talkscope-theme';

/** The theme the user chose last; without a choice the system's. */
export function readThemeChoice(): ThemeName {
  const stored = readStored();
  if (stored === 'dark' || stored === 'light') return stored;
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** Puts the theme on the page and, where it is the user's choice, keeps it for the next visit. */
export function applyTheme(theme: ThemeName, isChosen: boolean): void {
  document.documentElement.dataset.theme = theme;
  if (!isChosen) return;
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Storage may be refused (private windows, embedded pages); the theme then lasts as long as the page.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
