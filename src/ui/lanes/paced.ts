import { useEffect, useRef, useState } from 'react';

/** Follows `value` at once after a pause, and at most once in `intervalMs` while it keeps changing; always arrives at the last one. */
export function usePaced<T>(value: T, intervalMs: number): T {
  const [shown, setShown] = useState(value);
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (Object.is(shown, value)) return;
    const show = () => {
      lastMs.current = performance.now();
      setShown(value);
    };
    const waitMs = lastMs.current + intervalMs - performance.now();
    if (waitMs <= 0) {
      show();
      return;
    }
    const timer = setTimeout(show, waitMs);
    return () => clearTimeout(timer);
  }, [value, shown, intervalMs]);
  return shown;
}
