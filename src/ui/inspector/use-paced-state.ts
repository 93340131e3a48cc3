import { useEffect, useState } from 'react';
import type { AppState } from '../../state/app-state.ts';
import { useAppStore } from '../store-context.ts';

/** Numbers that change faster are not read. */
const INTERVAL_MS = 100;

/**
 * A part of the state that a gesture changes, for what need not follow in the same frame: it is shown after that frame, at most ten times a second, and
 * arrives at the last value always.
 *
 * @param of what the value belongs to, e.g. the sequence: that of another one is shown at once.
 */
export function usePacedState<T>(select: (state: AppState) => T, of: unknown): T {
  const store = useAppStore();
  const make = () => ({ of, value: select(store.getState()) });
  const [kept, setKept] = useState(make);
  let shown = kept;
  if (kept.of !== of) {
    shown = make();
    setKept(shown);
  }

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastMs = Number.NEGATIVE_INFINITY;
    const show = () => {
      timer = undefined;
      lastMs = performance.now();
      const value = select(store.getState());
      setKept((before) => (before.of === of && Object.is(before.value, value) ? before : { of, value }));
    };
    const follow = () => {
      timer ??= setTimeout(show, Math.max(lastMs + INTERVAL_MS - performance.now(), 0));
    };
    // What changed between the render and now.
    follow();
    const unsubscribe = store.subscribe((state, previous) => {
      if (!Object.is(select(state), select(previous))) follow();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, select, of]);
  return shown.value;
}
