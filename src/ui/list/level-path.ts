/** 16 bars of 1 px with 1 px between them. */
export const LEVEL_WIDTH_PX = 31;
export const LEVEL_HEIGHT_PX = 14;

/** Upright strokes of 1 px, one a part of `level` (0 to 255), centred like a waveform; the quietest part still shows where it lies. */
export function levelPath(level: Uint8Array): string {
  return Array.from(level, (value, part) => {
    // Even heights, so that both ends of a centred stroke fall on whole pixels.
    const heightPx = Math.max(Math.round(((value / 255) * LEVEL_HEIGHT_PX) / 2) * 2, 2);
    return `M${part * 2 + 0.5} ${(LEVEL_HEIGHT_PX - heightPx) / 2}v${heightPx}`;
  }).join('');
}
