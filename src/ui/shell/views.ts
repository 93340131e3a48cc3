import type { ViewName } from '../../state/app-state.ts';

export interface ViewTab {
  readonly view: ViewName;
  readonly label: string;
}

/** The tabs, left to right. */
export const VIEW_TABS: readonly ViewTab[] = [
  { view: 'explore', label: 'Explore' },
  { view: 'normalize', label: 'Normalize' },
  { view: 'dataset', label: 'Dataset' },
  { view: 'audit', label: 'Audit' },
  { view: 'sampling', label: 'Sampling' },
];
