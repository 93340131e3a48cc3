import styles from './wordmark.module.css';

/** The name with its five bars, the middle one neutral between those of window A and window B. */
export function Wordmark() {
  return (
    <h1 className={styles.wordmark}>
      <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none" strokeWidth="1.8">
        <path className={styles.a} d="M2 6.5v3M5 3.5v9" />
        <path className={styles.neutral} d="M8 5.5v5" />
        <path className={styles.b} d="M11 2.5v11M14 6v4" />
      </svg>
      Talkscope
    </h1>
  );
}
