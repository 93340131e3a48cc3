import type { LoopTarget, SequenceSignals } from '../../state/app-state.ts';
import { Segmented } from '../controls/segmented.tsx';
import { playableTarget } from '../sound/loop-bounds.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './transport.module.css';

const TARGETS: readonly { readonly value: LoopTarget; readonly label: string; readonly key: string }[] = [
  { value: 'window-a', label: 'Window A', key: '1' },
  { value: 'window-b', label: 'Window B', key: '2' },
  { value: 'crop', label: 'Crop', key: '3' },
  { value: 'sequence', label: 'Sequence', key: '4' },
];

/** What plays and repeats. Where the crop does not fit into the sequence only the sequence is offered. */
export function LoopChoice({ signals }: { readonly signals: SequenceSignals | null }) {
  const crop = useAppState((state) => state.crop);
  const loopTarget = useAppState((state) => state.loopTarget);
  const { setLoopTarget } = useActions();
  const head = signals?.head ?? null;
  const isTooShort = head !== null && playableTarget('crop', head, crop) !== 'crop';
  return (
    <span className={styles.loop}>
      <span className={isTooShort ? styles.reason : styles.label}>{isTooShort ? 'Shorter than a crop' : 'Loop'}</span>
      <Segmented
        label="Loop"
        options={TARGETS.map(({ value, label, key }) => ({
          value,
          label,
          title: `${label} (${key})`,
          disabled: head === null || playableTarget(value, head, crop) !== value,
          mark: markOf(value),
        }))}
        value={head === null ? loopTarget : playableTarget(loopTarget, head, crop)}
        onChange={setLoopTarget}
      />
    </span>
  );
}

/** A window's hue, and the letter that stands for its name where the bar is narrow; the radio's own name stays whole. */
function markOf(target: LoopTarget) {
  if (target !== 'window-a' && target !== 'window-b') return undefined;
  const isA = target === 'window-a';
  return (
    <>
      <span className={`${styles.mark} ${isA ? styles.a : styles.b}`} />
      <span className={styles.letter}>{isA ? 'A' : 'B'}</span>
    </>
  );
}
