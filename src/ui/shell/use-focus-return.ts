import { useEffect } from 'react';

/** Dialogs bring the focus back themselves, a moment after they close. */
const AFTER_CLOSING_MS = 50;

/**
 * Brings the focus back to where it was before the first of several dialogs: one that was opened from another knows only that one's field, which is gone. Nothing
 * happens where the focus has found another place.
 */
export function useFocusReturn(isAnyOpen: boolean): void {
  useEffect(() => {
    if (!isAnyOpen) return;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      }, AFTER_CLOSING_MS);
    };
  }, [isAnyOpen]);
}
