import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useStore } from 'zustand';
import { keepPanels, layoutStore, setPanel } from './layout-store.ts';
import { clampWidth, DEFAULT_PANELS, dragPanel, PANEL_BOUNDS, type PanelSide } from './panel-layout.ts';
import styles from './panel-separator.module.css';

const STEP_PX = 8;
const BIG_STEP_PX = 40;

export interface PanelSeparatorProps {
  readonly side: PanelSide;
  /** Accessible name, e.g. "Width of the inspector". */
  readonly label: string;
}

/**
 * The edge of a panel: drags its width, with the arrow keys too; Enter folds it, a double click brings its first width back (ARIA
 * Authoring Practices, window splitter).
 */
export function PanelSeparator({ side, label }: PanelSeparatorProps) {
  const widthPx = useStore(layoutStore, ({ panels }) => panels[side].widthPx);
  const drag = useRef<{ readonly fromX: number; readonly fromPx: number } | null>(null);
  const { minPx, maxPx } = PANEL_BOUNDS[side];
  /** Widens the panel when it points to the middle of the page. */
  const sign = side === 'left' ? 1 : -1;

  function begin(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromPx: widthPx };
  }

  function move(event: PointerEvent<HTMLElement>) {
    if (drag.current === null) return;
    const { fromX, fromPx } = drag.current;
    const dragged = dragPanel(side, fromPx + sign * (event.clientX - fromX));
    if (dragged.isFolded) drag.current = null;
    // A folded panel keeps the width it had, for when it is shown again.
    setPanel(side, dragged.isFolded ? { isFolded: true, widthPx: fromPx } : dragged, !dragged.isFolded);
  }

  function end() {
    if (drag.current === null) return;
    drag.current = null;
    keepPanels();
  }

  function handleKey(event: KeyboardEvent) {
    const step = (event.shiftKey ? BIG_STEP_PX : STEP_PX) * sign;
    const target = { ArrowLeft: widthPx - step, ArrowRight: widthPx + step, Home: minPx, End: maxPx }[event.key];
    if (target !== undefined) setPanel(side, { widthPx: clampWidth(side, target) });
    else if (event.key === 'Enter') setPanel(side, { isFolded: true });
    else return;
    event.preventDefault();
  }

  return (
    <hr
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      title="Drag to change the width. Enter folds the panel"
      className={`${styles.separator} ${styles[side]}`}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onDoubleClick={() => setPanel(side, { widthPx: DEFAULT_PANELS[side].widthPx })}
      onKeyDown={handleKey}
    />
  );
}
