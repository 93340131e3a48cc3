import { useRef } from 'react';

/**
 * `value` for each of `count` charts. While `isFilling`, a new value reaches one chart after another, one a change: all at once they would take several frames to draw.
 * Otherwise all have the newest.
 */
export function useStaggered<T>(value: T, count: number, isFilling: boolean): readonly T[] {
  const held = useRef<{ values: readonly T[]; latest: T; turn: number }>({ values: [], latest: value, turn: 0 });
  const { values, latest, turn } = held.current;
  if (!isFilling || values.length !== count) {
    if (values.length !== count || values.some((each) => each !== value)) {
      held.current = { values: Array.from({ length: count }, () => value), latest: value, turn: 0 };
    }
  } else if (value !== latest) {
    const next = values.map((each, index) => (index === turn % count ? value : each));
    held.current = { values: next, latest: value, turn: turn + 1 };
  }
  return held.current.values;
}
