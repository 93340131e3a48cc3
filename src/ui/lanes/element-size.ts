import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width and height of an element's content box in CSS pixels; `initial` until it is laid out. */
export function useElementSize(
  ref: RefObject<HTMLElement | null>,
  initial: { readonly widthPx: number; readonly heightPx: number },
): { readonly widthPx: number; readonly heightPx: number } {
  const [size, setSize] = useState(initial);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth === 0 || clientHeight === 0) return;
      setSize((known) =>
        known.widthPx === clientWidth && known.heightPx === clientHeight
          ? known
          : { widthPx: clientWidth, heightPx: clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
