import { useEffect, useState } from 'react';
import type { AppState } from '../../state/app-state.ts';
import { watchPointer } from '../crop/pointer-down.ts';
import { useAppStore } from '../store-context.ts';

/** Numbers that change faster are not read. */
const INTERVAL_MS = 100;

let isPointerDown: (() => boolean) | null = null;

/** Whether the state changes with every frame: by a drag, or by the sound that plays. */
function isInMotion({ isPlaying }: AppState): boolean {
  isPointerDown ??= watchPointer(window);
  return isPlaying || isPointerDown();
}

/**
 * A part of the state, for what need not follow a drag in the same frame: while a pointer is down, or sound plays, it is shown after the frame and at
 * most ten times a second. It arrives at the last value always, and at once otherwise.
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
      if (!isInMotion(store.getState())) {
        clearTimeout(timer);
        show();
      } else {
        timer ??= setTimeout(show, Math.max(lastMs + INTERVAL_MS - performance.now(), 0));
      }
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
