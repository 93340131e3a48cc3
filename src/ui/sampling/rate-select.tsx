import { OFFERED_RATES } from '../../state/sampling/sampling-state.ts';
import { Icon } from '../controls/icon.tsx';
import { useAppState } from '../store-context.ts';
import styles from './rate-select.module.css';
import { formatRate } from './rate-words.ts';

/** One of the rates that are offered or compared. */
export function RateSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (rate: number) => void;
}) {
  const rates = useAppState((state) => state.sampling.rates);
  const offered = [...new Set([...OFFERED_RATES, ...rates, value])].sort((a, b) => a - b);
  return (
    <span className={styles.wrap}>
      <select
        aria-label={label}
        className={styles.select}
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {offered.map((rate) => (
          <option key={rate} value={rate}>
            {formatRate(rate)}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" />
    </span>
  );
}
