import { useCallback } from 'react';
import { sequencesOf } from '../../state/overview/overview-selectors.ts';
import { useAppStore } from '../store-context.ts';

/** Opens the sequence of a row in Explore. */
export function useOpenRow(): (row: number) => void {
  const store = useAppStore();
  return useCallback(
    (row) => {
      const entry = sequencesOf(store.getState())[row]?.entry;
      if (entry === undefined) return;
      store.actions.overview.choose(null);
      store.actions.showView('explore');
      void store.actions.selectEntry(entry);
    },
    [store],
  );
}
