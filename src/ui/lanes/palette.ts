import { useSyncExternalStore } from 'react';

/** Design tokens that canvases need as values. */
const TOKENS = [
  'well',
  'app',
  'line',
  'line-strong',
  'fg',
  'fg2',
  'fg3',
  'a',
  'b',
  'a-fill',
  'b-fill',
  'c2',
  'clip',
  'err',
  'playhead',
  'font-mono',
] as const;

export type Palette = Readonly<Record<(typeof TOKENS)[number], string>>;

let current: { readonly theme: string | null; readonly palette: Palette } | null = null;

/** Colours of the theme in use; re-renders when the theme changes. */
export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, readPalette);
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function readPalette(): Palette {
  const theme = document.documentElement.getAttribute('data-theme');
  if (current === null || current.theme !== theme) {
    const style = getComputedStyle(document.documentElement);
    const entries = TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]);
    current = { theme, palette: Object.fromEntries(entries) as Palette };
  }
  return current.palette;
}

/** `share` of `color` over `ground`, both `#rrggbb`: opaque, so that a layer hides what lies under it. */
export function mixColors(color: string, ground: string, share: number): string {
  const channel = (text: string, index: number) => Number.parseInt(text.slice(1 + 2 * index, 3 + 2 * index), 16);
  const mixed = [0, 1, 2].map((index) =>
    Math.round(channel(color, index) * share + channel(ground, index) * (1 - share)),
  );
  return mixed.some(Number.isNaN) ? color : `rgb(${mixed.join(',')})`;
}
