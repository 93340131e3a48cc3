import { useEffect } from 'react';
import { useActions } from '../store-context.ts';

/** Tells the store when a pointer or a key goes down and up, so that a drag and a held key are one step of undo. */
export function useCropGestures(): void {
  const { beginGesture, endGesture } = useActions();
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (!event.repeat) beginGesture();
    }
    // Before any handler that moves the crop.
    const first = { capture: true };
    window.addEventListener('pointerdown', beginGesture, first);
    window.addEventListener('keydown', handleKey, first);
    window.addEventListener('pointerup', endGesture);
    window.addEventListener('pointercancel', endGesture);
    window.addEventListener('keyup', endGesture);
    return () => {
      window.removeEventListener('pointerdown', beginGesture, first);
      window.removeEventListener('keydown', handleKey, first);
      window.removeEventListener('pointerup', endGesture);
      window.removeEventListener('pointercancel', endGesture);
      window.removeEventListener('keyup', endGesture);
    };
  }, [beginGesture, endGesture]);
}
