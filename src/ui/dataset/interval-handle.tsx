import type { KeyboardEvent, PointerEvent } from 'react';
import { type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';
import type { Brush } from '../../state/overview/brush.ts';
import { type FigureScale, fromShare, toShare } from '../../state/overview/figure-scale.ts';
import { clampShare, keyStep } from './drag-interval.ts';
import { formatValue } from './figure-words.ts';
import styles from './interval-handle.module.css';

/** One end of the interval of a figure, to be dragged or moved by the arrow keys. Delete takes the interval away. Without one it waits at the end of the axis. */
export function IntervalHandle(props: {
  /** In front of the name where a figure has several intervals on the page, e.g. "Scatter". */
  readonly place: string;
  readonly figure: ProfileFigureKey;
  readonly end: 'low' | 'high';
  readonly scale: FigureScale;
  readonly brush: Brush | null;
  readonly orientation: 'horizontal' | 'vertical';
  readonly leftPx: number;
  readonly topPx: number;
  readonly onChange: (low: number, high: number) => void;
  readonly onRemove: () => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}) {
  const { place, figure, end, scale, brush, orientation } = props;
  const { label, unit } = profileFigure(figure);
  const ends = { low: brush?.low ?? scale.low, high: brush?.high ?? scale.high };
  const value = ends[end];

  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = keyStep(event.key, event.shiftKey);
    if (step === null) {
      if (event.key !== 'Delete' && event.key !== 'Backspace') return;
      props.onRemove();
    } else {
      const moved = fromShare(scale, clampShare(toShare(scale, value) + step));
      // Stops at the other end: a handle that changed places would no longer be the one that has the focus.
      if (end === 'low') props.onChange(Math.min(moved, ends.high), ends.high);
      else props.onChange(ends.low, Math.max(moved, ends.low));
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${place}${label}, ${end === 'low' ? 'from' : 'to'}`}
      aria-orientation={orientation}
      aria-valuemin={scale.low}
      aria-valuemax={scale.high}
      aria-valuenow={value}
      aria-valuetext={`${formatValue(figure, value, 1)} ${unit}${brush === null ? ', not brushed' : ''}`.trim()}
      className={`${styles.handle} ${styles[orientation]} ${brush === null ? styles.waiting : ''}`}
      style={{ transform: `translate(${props.leftPx}px, ${props.topPx}px)` }}
      onKeyDown={handleKey}
      onPointerDown={props.onPointerDown}
    />
  );
}
