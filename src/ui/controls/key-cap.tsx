import styles from './key-cap.module.css';

/** One key as a cap. A Mac's Cmd stands where other keyboards have Ctrl. */
export function KeyCap({ cap }: { readonly cap: string }) {
  return <kbd className={styles.cap}>{cap === 'Ctrl' && IS_MAC ? 'Cmd' : cap}</kbd>;
}

const IS_MAC = /^(Mac|iP)/.test(navigator.platform);
