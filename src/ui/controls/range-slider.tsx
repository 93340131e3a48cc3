import type { CSSProperties, KeyboardEvent } from 'react';
import styles from './range-slider.module.css';

export interface RangeSliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Arrow keys move by this much. */
  readonly step: number;
  /** Shift and an arrow key move by this much; ten steps if absent. */
  readonly bigStep?: number | undefined;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Words for the value, e.g. "1.5 times". */
  readonly valueText?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** A native range input in the design's dress. */
export function RangeSlider({
  label,
  min,
  max,
  step,
  bigStep = step * 10,
  value,
  onChange,
  valueText,
  isDisabled = false,
}: RangeSliderProps) {
  function moveByBigStep(event: KeyboardEvent<HTMLInputElement>) {
    if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onChange(Math.min(max, Math.max(min, value + direction * bigStep)));
  }

  const share = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
  return (
    <input
      type="range"
      className={styles.slider}
      style={{ '--share': share } as CSSProperties}
      aria-label={label}
      aria-valuenow={value}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      disabled={isDisabled}
      onKeyDown={moveByBigStep}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
