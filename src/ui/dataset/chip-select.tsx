import type { ReactNode } from 'react';
import { Icon } from '../controls/icon.tsx';
import styles from './chip-select.module.css';

/** A small native list of choices in the dress of a chip. */
export function ChipSelect<V extends string>({
  label,
  prefix,
  options,
  value,
  onChange,
}: {
  /** Accessible name. */
  readonly label: string;
  /** Shown before the value, e.g. the axis. */
  readonly prefix?: ReactNode;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}) {
  return (
    <span className={styles.chip}>
      {prefix !== undefined && (
        <span aria-hidden="true" className={styles.prefix}>
          {prefix}
        </span>
      )}
      <select
        aria-label={label}
        className={styles.select}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" sizePx={12} />
    </span>
  );
}
