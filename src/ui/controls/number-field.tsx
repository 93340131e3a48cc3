import { type KeyboardEvent, useId, useState } from 'react';
import { parseNumberDraft } from './number-draft.ts';
import styles from './number-field.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Arrow keys move by this much; a whole step admits whole numbers only. */
  readonly step: number;
  /** Called on Enter, on leaving the field and on arrow keys, with a legal value that differs from `value`. */
  readonly onCommit: (value: number) => void;
  /** Words shown for a value out of range, e.g. "Last start is 547"; otherwise the bound that is crossed. */
  readonly invalidMessage?: string | undefined;
  readonly widthPx?: number | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** A number that the user may type. A value that is not legal stays as typed, marked and explained, until it is put right. */
export function NumberField({
  label,
  value,
  min,
  max,
  step,
  onCommit,
  invalidMessage,
  widthPx = 60,
  isDisabled = false,
}: NumberFieldProps) {
  const messageId = useId();
  const [typed, setTyped] = useState<{ readonly text: string; readonly forValue: number } | null>(null);
  // A value set from elsewhere (a drag, the link) replaces what was typed for the old one.
  const text = typed !== null && Object.is(typed.forValue, value) ? typed.text : null;
  const draft = text === null ? null : parseNumberDraft(text, { min, max, step });
  const isInvalid = draft?.isValid === false;

  function commit() {
    if (draft?.isValid !== true) return;
    setTyped(null);
    if (draft.value !== value) onCommit(draft.value);
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && text !== null) {
      event.stopPropagation();
      setTyped(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const from = draft?.isValid === true ? draft.value : value;
      const next = Math.min(max, Math.max(min, from + (event.key === 'ArrowUp' ? step : -step)));
      setTyped(null);
      if (next !== value) onCommit(next);
    }
  }

  return (
    <span className={styles.wrap}>
      <input
        type="text"
        role="spinbutton"
        inputMode={min < 0 || !Number.isInteger(step) ? 'text' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        className={styles.field}
        style={{ width: widthPx }}
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? messageId : undefined}
        disabled={isDisabled}
        value={text ?? String(value)}
        onChange={(event) => setTyped({ text: event.currentTarget.value, forValue: value })}
        onBlur={commit}
        onKeyDown={handleKey}
      />
      {isInvalid && (
        <span id={messageId} role="status" className={styles.message}>
          {isOutOfRange(text, min, max) ? (invalidMessage ?? draft.message) : draft.message}
        </span>
      )}
    </span>
  );
}

function isOutOfRange(text: string | null, min: number, max: number): boolean {
  const value = Number(text);
  return value < min || value > max;
}
