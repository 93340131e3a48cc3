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

/** What a view that this version lacks is for, and the command that does the work meanwhile. */
export interface PlannedView {
  readonly words: string;
  readonly command: string | null;
}

export const PLANNED_VIEWS: Readonly<Record<Exclude<ViewName, 'explore'>, PlannedView>> = {
  normalize: {
    words:
      'Normalize compares the stored mean and std of every coefficient with ones recomputed from the data. This version does not have it yet.',
    command: 'npm run -s talkscope -- stats SOURCE --split train',
  },
  dataset: {
    words:
      'Dataset shows the splits, how often training reads each frame, and how the sequences differ. This version does not have it yet.',
    command: 'npm run -s talkscope -- inspect SOURCE',
  },
  audit: {
    words:
      'Audit checks every clip of the dataset and lists what is wrong, with the evidence. This version does not have it yet.',
    command: null,
  },
  sampling: {
    words:
      'Sampling draws how frame rate, sample rate and window length fit together. This version does not have it yet.',
    command: null,
  },
};
