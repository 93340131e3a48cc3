/** Tells whether a button of the mouse, a pen or a finger is down anywhere on the page. */
export function watchPointer(page: Window): () => boolean {
  const down = new Set<number>();
  page.addEventListener('pointerdown', ({ pointerId }) => down.add(pointerId), { capture: true });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    page.addEventListener(type, ({ pointerId }) => down.delete(pointerId), { capture: true });
  }
  // A button let go outside the window is not heard of.
  page.addEventListener('blur', () => down.clear());
  return () => down.size > 0;
}
