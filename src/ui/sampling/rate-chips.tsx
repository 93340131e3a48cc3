import { useState } from 'react';
import { MAX_RATE, MIN_RATE } from '../../core/sampling/tone.ts';
import { MAX_RATES, OFFERED_RATES } from '../../state/sampling/sampling-state.ts';
import { parseNumberDraft } from '../controls/number-draft.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './rate-chips.module.css';
import { formatKilohertz, formatRate } from './rate-words.ts';

/** The rates compared, each on or off, and a field for any other. */
export function RateChips() {
  const rates = useAppState((state) => state.sampling.rates);
  const { toggleRate } = useActions().sampling;
  const shown = [...new Set([...OFFERED_RATES, ...rates])].sort((a, b) => a - b);
  return (
    <fieldset className={styles.rates}>
      <legend className={styles.legend}>Rates, kHz</legend>
      {shown.map((rate) => {
        const isOn = rates.includes(rate);
        const isLast = isOn && rates.length === 1;
        const isFull = !isOn && rates.length >= MAX_RATES;
        return (
          <button
            key={rate}
            type="button"
            aria-pressed={isOn}
            aria-label={formatRate(rate)}
            title={isFull ? `${MAX_RATES} rates at most` : isLast ? 'One rate stays' : undefined}
            disabled={isFull}
            className={styles.chip}
            onClick={() => toggleRate(rate)}
          >
            {formatKilohertz(rate)}
          </button>
        );
      })}
      <OtherRate isFull={rates.length >= MAX_RATES} onAdd={toggleRate} known={rates} />
    </fieldset>
  );
}

/** Adds the rate that is typed, in kHz as on the chips, or in Hz where it is 1,000 or more. */
function OtherRate({
  isFull,
  known,
  onAdd,
}: {
  readonly isFull: boolean;
  readonly known: readonly number[];
  readonly onAdd: (rate: number) => void;
}) {
  const [text, setText] = useState('');
  const draft = text === '' ? null : parseRateDraft(text);
  const message = draft?.isValid === false ? draft.message : null;

  function add() {
    if (draft?.isValid !== true) return;
    setText('');
    if (!known.includes(draft.value)) onAdd(draft.value);
  }

  return (
    <span className={styles.other}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        className={styles.field}
        aria-label="Another rate, kHz"
        aria-invalid={message !== null}
        aria-describedby={message === null ? undefined : 'sampling-other-rate'}
        placeholder="other"
        title={isFull ? `${MAX_RATES} rates at most` : 'Another rate in kHz; Enter adds it'}
        disabled={isFull}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
          if (event.key === 'Escape') setText('');
        }}
      />
      {message !== null && (
        <span id="sampling-other-rate" role="status" className={styles.message}>
          {message}
        </span>
      )}
    </span>
  );
}

/** A rate in Hz from text in kHz, or in Hz. */
export function parseRateDraft(text: string): ReturnType<typeof parseNumberDraft> {
  const draft = parseNumberDraft(text, { min: 0, max: Number.POSITIVE_INFINITY, step: 0.001 });
  if (!draft.isValid) return draft;
  const rate = draft.value >= MIN_RATE ? draft.value : Math.round(draft.value * 1e6) / 1e3;
  if (rate < MIN_RATE) return { isValid: false, message: `At least ${MIN_RATE / 1000} kHz` };
  if (rate > MAX_RATE) return { isValid: false, message: `At most ${MAX_RATE / 1000} kHz` };
  return Number.isInteger(rate) ? { isValid: true, value: rate } : { isValid: false, message: 'Whole Hz only' };
}
