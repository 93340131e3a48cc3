import { OTHER_SPLIT, TEST, TRAIN, VAL } from '../../state/overview/overview-selectors.ts';
import styles from './split-mark.module.css';

const SHAPES = {
  [TRAIN]: <circle cx="5" cy="5" r="2.4" />,
  [VAL]: <path d="M5 1.6 8.6 8H1.4z" />,
  [TEST]: <rect x="2" y="2" width="6" height="6" className={styles.hollow} />,
  [OTHER_SPLIT]: <path d="m2.4 2.4 5.2 5.2M7.6 2.4 2.4 7.6" className={styles.hollow} />,
} as const;

/** The mark of a split in the plots: train a dot, val a triangle, test a hollow square, all else a cross. Decoration: the name stands beside it. */
export function SplitMark({ mark }: { readonly mark: keyof typeof SHAPES }) {
  return (
    <svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10" className={styles.mark}>
      {SHAPES[mark]}
    </svg>
  );
}

/** Mark of a split by its name. */
export function markOfSplit(name: string): keyof typeof SHAPES {
  if (name === 'train') return TRAIN;
  if (name === 'val') return VAL;
  return name === 'test' ? TEST : OTHER_SPLIT;
}
