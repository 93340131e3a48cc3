import { type PointerEvent as ReactPointerEvent, useRef } from 'react';

/** A place within an element, as shares of its width and of its height counted from below. */
export interface SharePoint {
  readonly x: number;
  readonly y: number;
}

/** A pointer that moves less than this has clicked. */
const DRAG_PX = 3;

export interface PlotDrag {
  /** Called at each move once the pointer has moved far enough to mean it. */
  readonly onDrag: (from: SharePoint, to: SharePoint) => void;
  /** A press without a move, at CSS pixels from the left and the top. */
  readonly onClick?: ((xPx: number, yPx: number) => void) | undefined;
}

/** Begins to follow the pointer: `frame` is the element whose size the shares are of. Moves are followed wherever they lead. */
export function usePlotDrag(): (
  event: ReactPointerEvent<HTMLElement>,
  frame: HTMLElement | null,
  drag: PlotDrag,
) => void {
  const isDown = useRef(false);
  return (event, frame, { onDrag, onClick }) => {
    if (event.button !== 0 || frame === null || isDown.current) return;
    event.stopPropagation();
    isDown.current = true;
    const box = frame.getBoundingClientRect();
    const target = event.currentTarget;
    const { pointerId, clientX, clientY } = event;
    target.setPointerCapture(pointerId);
    const shareOf = (x: number, y: number): SharePoint => ({
      x: (x - box.left) / box.width,
      y: 1 - (y - box.top) / box.height,
    });
    const from = shareOf(clientX, clientY);
    let isDragging = false;
    const move = (next: PointerEvent) => {
      isDragging ||= Math.hypot(next.clientX - clientX, next.clientY - clientY) >= DRAG_PX;
      if (isDragging) onDrag(from, shareOf(next.clientX, next.clientY));
    };
    const end = (next: PointerEvent) => {
      isDown.current = false;
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', end);
      target.removeEventListener('pointercancel', end);
      if (!isDragging && next.type === 'pointerup') onClick?.(clientX - box.left, clientY - box.top);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', end);
    target.addEventListener('pointercancel', end);
  };
}
