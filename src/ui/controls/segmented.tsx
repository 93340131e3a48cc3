import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

export interface SegmentedOption<V extends string> {
  readonly value: V;
  /** Accessible name of the radio, and its visible text. */
  readonly label: string;
  readonly disabled?: boolean | undefined;
  /** A mark in front of the text, e.g. the colour of a window. Decoration only. */
  readonly mark?: ReactNode | undefined;
  /** A figure behind the text, e.g. a count; the radio's description. */
  readonly detail?: string | undefined;
  readonly title?: string | undefined;
}

export interface SegmentedProps<V extends string> {
  /** Name of the radiogroup. */
  readonly label: string;
  readonly options: readonly SegmentedOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** Whether the segments share the whole width. */
  readonly isWide?: boolean | undefined;
}

/** One of a few values. The radios are native, so arrow keys, Tab and forced colours work as everywhere. */
export function Segmented<V extends string>({ label, options, value, onChange, isWide = false }: SegmentedProps<V>) {
  const groupId = useId();
  return (
    <div role="radiogroup" aria-label={label} className={isWide ? `${styles.track} ${styles.wide}` : styles.track}>
      {options.map((option) => {
        const detailId = `${groupId}-${option.value}`;
        return (
          <label key={option.value} className={styles.segment} title={option.title}>
            <input
              type="radio"
              className={styles.radio}
              name={groupId}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              aria-label={option.label}
              aria-describedby={option.detail === undefined ? undefined : detailId}
              onChange={() => onChange(option.value)}
            />
            <span className={styles.face}>
              {option.mark}
              <span>{option.label}</span>
              {option.detail !== undefined && (
                <span id={detailId} className={styles.detail}>
                  {option.detail}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
