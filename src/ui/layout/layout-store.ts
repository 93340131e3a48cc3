import { createStore } from 'zustand/vanilla';
import { readStoredJson, writeStoredJson } from '../storage/stored-json.ts';
import { DEFAULT_PANELS, type PanelLayout, type PanelLayouts, type PanelSide, parsePanels } from './panel-layout.ts';

/** Changes with the meaning of what is stored under it. */
const STORAGE_KEY = 'talkscope.layout.v1';

export interface Layout {
  /** Kept for the next visit. */
  readonly panels: PanelLayouts;
  /** The panel that lies over the lanes of a narrow page, opened from its rail. */
  readonly drawer: PanelSide | null;
}

/** How the panels lie; of this browser, so no part of the link. */
export const layoutStore = createStore<Layout>(() => ({
  panels: parsePanels(readStoredJson(STORAGE_KEY)),
  drawer: null,
}));

/** Changes a panel. While it is dragged nothing is stored yet. */
export function setPanel(side: PanelSide, change: Partial<PanelLayout>, isDragged = false): void {
  const { panels } = layoutStore.getState();
  layoutStore.setState({ panels: { ...panels, [side]: { ...panels[side], ...change } } });
  if (!isDragged) keepPanels();
}

export function keepPanels(): void {
  writeStoredJson(STORAGE_KEY, layoutStore.getState().panels);
}

export function setDrawer(drawer: PanelSide | null): void {
  layoutStore.setState({ drawer });
}

/** Folds the panel or shows it again, in the way that the width of the page asks for. */
export function togglePanel(side: PanelSide, isNarrow: boolean): void {
  const { panels, drawer } = layoutStore.getState();
  if (isNarrow) setDrawer(drawer === side ? null : side);
  else setPanel(side, { isFolded: !panels[side].isFolded });
}

/** Brings the panel into view, in the way that the width of the page asks for. */
export function showPanel(side: PanelSide, isNarrow: boolean): void {
  if (isNarrow) setDrawer(side);
  else if (layoutStore.getState().panels[side].isFolded) setPanel(side, { isFolded: false });
}

export function resetLayout(): void {
  layoutStore.setState({ panels: DEFAULT_PANELS, drawer: null });
  keepPanels();
}
