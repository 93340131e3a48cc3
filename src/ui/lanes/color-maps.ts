import { GAP_LEVEL, HIGHEST_LEVEL, LOWEST_LEVEL } from '../../core/signal/decibel-levels.ts';
import type { ThemeName } from '../../state/app-state.ts';
import { HIGHEST_CODE, LOWEST_CODE, NAN_CODE } from './heatmap-codes.ts';

/** Stops at equal steps, `#rrggbb`: the design's raster maps. The end that means "nothing" is near the background of the theme. */
export const SPECTROGRAM_STOPS: Readonly<Record<ThemeName, readonly string[]>> = {
  dark: ['#0c0d0f', '#151b2b', '#24385a', '#3e6388', '#7397ac', '#b9c8c4', '#f4f0df'],
  light: ['#ffffff', '#edf1f4', '#cad7e1', '#97afc4', '#5c7d9e', '#2e4d73', '#101f3a'],
};

/** From z -3 over 0 to +3. */
export const DIVERGING_STOPS: Readonly<Record<ThemeName, readonly string[]>> = {
  dark: ['#8cc4ff', '#4a8fdb', '#234e86', '#14202f', '#0f1012', '#33171a', '#8a3338', '#db5f57', '#ffa898'],
  light: ['#0f4c97', '#3f83c9', '#8db8e3', '#d3e3f2', '#ffffff', '#f8dcd4', '#ea9c8b', '#cf5344', '#951b18'],
};

/** 256 colours of a byte, four bytes each: red, green, blue, opacity. */
export type ColorTable = Uint8ClampedArray<ArrayBuffer>;

/** Colours of spectrogram levels; a gap is transparent. */
export function createSpectrogramColors(theme: ThemeName): ColorTable {
  const table = new Uint8ClampedArray(256 * 4);
  fillRamp(table, SPECTROGRAM_STOPS[theme], LOWEST_LEVEL, HIGHEST_LEVEL);
  table.fill(0, GAP_LEVEL * 4, GAP_LEVEL * 4 + 4);
  return table;
}

/** Colours of heatmap codes; what is absent is transparent, what is no number has `nanColor`, a colour that is in no map. */
export function createHeatmapColors(theme: ThemeName, nanColor: string): ColorTable {
  const table = new Uint8ClampedArray(256 * 4);
  fillRamp(table, DIVERGING_STOPS[theme], LOWEST_CODE, HIGHEST_CODE);
  table.set([...parseColor(nanColor), 255], NAN_CODE * 4);
  return table;
}

/** The colour at a share from 0 to 1 of the stops, linear between them in sRGB; channels from 0 to 255, with fractions. */
export function colorAt(stops: readonly string[], share: number): readonly [number, number, number] {
  const place = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const lower = parseColor(stops[index] ?? '');
  const upper = parseColor(stops[index + 1] ?? '');
  const mix = (channel: 0 | 1 | 2) => lower[channel] + (upper[channel] - lower[channel]) * (place - index);
  return [mix(0), mix(1), mix(2)];
}

/** The stops as a CSS gradient from left to right, for a scale bar. */
export function gradientOf(stops: readonly string[]): string {
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

function fillRamp(table: ColorTable, stops: readonly string[], first: number, last: number): void {
  for (let byte = first; byte <= last; byte++) {
    table.set([...colorAt(stops, (byte - first) / (last - first)).map(Math.round), 255], byte * 4);
  }
}

function parseColor(text: string): readonly [number, number, number] {
  const channel = (index: number) => Number.parseInt(text.slice(1 + 2 * index, 3 + 2 * index), 16);
  return [channel(0), channel(1), channel(2)];
}
