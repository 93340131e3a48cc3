import { fieldsOf } from '../storage/stored-json.ts';

export type PanelSide = 'left' | 'right';

/** How one of the two side panels lies on a wide page. */
export interface PanelLayout {
  readonly widthPx: number;
  /** Folded into its rail. */
  readonly isFolded: boolean;
}

export type PanelLayouts = Readonly<Record<PanelSide, PanelLayout>>;

export const PANEL_BOUNDS: Readonly<Record<PanelSide, { readonly minPx: number; readonly maxPx: number }>> = {
  left: { minPx: 220, maxPx: 400 },
  right: { minPx: 340, maxPx: 480 },
};

export const DEFAULT_PANELS: PanelLayouts = {
  left: { widthPx: 280, isFolded: false },
  right: { widthPx: 340, isFolded: false },
};

/** A panel dragged this far below its least width is meant to be gone. */
const FOLD_BELOW_PX = 80;

/** Where a drag to this width leaves a panel. */
export function dragPanel(side: PanelSide, widthPx: number): PanelLayout {
  const { minPx } = PANEL_BOUNDS[side];
  return { widthPx: clampWidth(side, widthPx), isFolded: widthPx < minPx - FOLD_BELOW_PX };
}

export function clampWidth(side: PanelSide, widthPx: number): number {
  const { minPx, maxPx } = PANEL_BOUNDS[side];
  return Math.round(Math.min(Math.max(widthPx, minPx), maxPx));
}

/** Reads what was stored; whatever is not understood is as at the first visit. */
export function parsePanels(stored: unknown): PanelLayouts {
  const sides = fieldsOf(stored);
  return { left: parsePanel('left', sides.left), right: parsePanel('right', sides.right) };
}

function parsePanel(side: PanelSide, stored: unknown): PanelLayout {
  const { widthPx, isFolded } = fieldsOf(stored);
  const initial = DEFAULT_PANELS[side];
  return {
    widthPx: typeof widthPx === 'number' && Number.isFinite(widthPx) ? clampWidth(side, widthPx) : initial.widthPx,
    isFolded: typeof isFolded === 'boolean' ? isFolded : initial.isFolded,
  };
}
