import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions, AppStore } from '../state/actions.ts';
import type { AppState } from '../state/app-state.ts';

const StoreContext = createContext<AppStore | null>(null);

export const StoreProvider = StoreContext.Provider;

/** The store itself, for subscriptions that must not re-render: playhead, hover, drags. */
export function useAppStore(): AppStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('No store above this component: wrap it in <StoreProvider>');
  return store;
}

/** Re-renders when the selected value changes (Object.is). */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useAppStore(), select);
}

export function useActions(): Actions {
  return useAppStore().actions;
}
