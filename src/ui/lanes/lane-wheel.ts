import type { AppStore } from '../../state/actions.ts';
import { locate, panBy } from './lane-place.ts';

/** Zoom factor a pixel of a wheel or pinch; a notch of 100 px zooms by 1.5. */
const ZOOM_PER_PX = Math.log(1.5) / 100;
const LINE_PX = 16;

/**
 * Ctrl and wheel (a trackpad's pinch is reported so) zooms about the pointer, a horizontal wheel or Shift and wheel pans. A vertical wheel is
 * left to the browser, which scrolls the lanes. Returns how to stop listening.
 */
export function attachLaneWheel(element: HTMLElement, store: AppStore): () => void {
  function handleWheel(event: WheelEvent) {
    const place = locate(element, store, event.clientX);
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (place === null) return;
      store.actions.zoomAbout(place.scale.toFrame(place.x), Math.exp(-event.deltaY * unit * ZOOM_PER_PX));
      return;
    }
    const isHorizontal = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const moved = isHorizontal ? event.deltaX : event.shiftKey ? event.deltaY : 0;
    if (moved === 0 || place === null) return;
    event.preventDefault();
    panBy(store, place.scale, moved * unit);
  }

  // Not passive: the browser would zoom the page or go back in its history.
  element.addEventListener('wheel', handleWheel, { passive: false });
  return () => element.removeEventListener('wheel', handleWheel);
}
