import { useCopy } from '../clipboard/use-copy.ts';
import { formatExact } from '../format/numbers.ts';
import styles from './copyable-number.module.css';

/**
 * A rounded number that holds and copies every digit. In a table only the mouse reaches it: a tab stop for each cell would bury the
 * controls; the exact value is still its description.
 */
export function CopyableNumber({
  value,
  text,
  isInTable = false,
}: {
  readonly value: number;
  /** The value at reading precision. */
  readonly text: string;
  readonly isInTable?: boolean;
}) {
  const { isCopied, copy } = useCopy();
  const exact = formatExact(value);
  return (
    <button
      type="button"
      className={styles.number}
      tabIndex={isInTable ? -1 : undefined}
      title={`${exact} (click to copy)`}
      onClick={() => copy(exact, exact)}
    >
      <data value={exact}>{isCopied ? 'Copied' : text}</data>
    </button>
  );
}
