import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Lane } from '../../state/app-state.ts';
import { laneHeights } from '../../state/lane-heights.ts';
import { useActions } from '../store-context.ts';
import styles from './lane-resizer.module.css';

const STEP_PX = 4;
const BIG_STEP_PX = 20;

export interface LaneResizerProps {
  readonly lane: Lane;
  /** As shown now. */
  readonly heightPx: number;
}

/** The lower edge of a lane: drags its height, with the arrow keys too; a double click brings its first height back. */
export function LaneResizer({ lane, heightPx }: LaneResizerProps) {
  const { setLaneHeight } = useActions();
  const drag = useRef<{ readonly fromY: number; readonly fromPx: number } | null>(null);
  const { minPx, maxPx } = laneHeights(lane.content);

  function begin(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromY: event.clientY, fromPx: heightPx };
  }

  function move(event: PointerEvent<HTMLElement>) {
    if (drag.current === null) return;
    setLaneHeight(lane.id, drag.current.fromPx + event.clientY - drag.current.fromY);
  }

  function end() {
    drag.current = null;
  }

  function handleKey(event: KeyboardEvent) {
    const step = event.shiftKey ? BIG_STEP_PX : STEP_PX;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: heightPx + step,
      ArrowUp: heightPx - step,
      Home: minPx,
      End: maxPx,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    setLaneHeight(lane.id, target);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <hr
      aria-label={`Height of ${lane.name}`}
      aria-orientation="horizontal"
      aria-valuenow={heightPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      title="Drag to change the height; a double click brings the first height back"
      className={styles.resizer}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onDoubleClick={() => setLaneHeight(lane.id, null)}
      onKeyDown={handleKey}
    />
  );
}
