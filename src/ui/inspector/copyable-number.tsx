import { useEffect, useState } from 'react';
import { formatExact } from '../format/numbers.ts';
import { useActions } from '../store-context.ts';
import styles from './copyable-number.module.css';

const COPIED_MS = 1000;

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
  const { addMessage } = useActions();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const exact = formatExact(value);

  async function copy() {
    try {
      await navigator.clipboard.writeText(exact);
      setIsCopied(true);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      addMessage({
        severity: 'warning',
        problem: {
          code: 'copy-refused',
          what: `The browser did not copy ${exact}`,
          expected: 'access to the clipboard',
          found,
          where: 'clipboard',
        },
      });
    }
  }

  return (
    <button
      type="button"
      className={styles.number}
      tabIndex={isInTable ? -1 : undefined}
      title={`${exact} (click to copy)`}
      onClick={() => void copy()}
    >
      <data value={exact}>{isCopied ? 'Copied' : text}</data>
    </button>
  );
}
