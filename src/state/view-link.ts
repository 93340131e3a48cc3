import type { Problem } from '../core/errors.ts';
import type { AppStore } from './actions.ts';
import type { AppState } from './app-state.ts';

/** The part of a link that belongs to one view. */
export interface ViewLink {
  /** Whether its parameters mean something only once the dataset is open. */
  readonly isOfDataset: boolean;
  /** Parameters by name, only those that differ from what a new page shows. */
  format(state: AppState): Readonly<Record<string, string>>;
  /**
   * Called at once, or, where it is of the dataset, once that is open or could not be opened. An absent parameter means what a new page shows; one that is
   * not understood is reported.
   */
  apply(store: AppStore, params: URLSearchParams, report: (problem: Problem) => void): void;
}
