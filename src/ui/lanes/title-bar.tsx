import type { AppState } from '../../state/app-state.ts';
import { IconButton } from '../controls/button.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { formatCount } from '../format/numbers.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { LanesMenu } from './lanes-menu.tsx';
import { useSignals } from './sequence-view.ts';
import styles from './title-bar.module.css';
import { fitOf } from './zoom-glide.ts';

type Fit = 'crop' | 'sequence' | 'free';

const FIT_OPTIONS: readonly { readonly value: Fit; readonly label: string }[] = [
  { value: 'crop', label: 'Crop' },
  { value: 'sequence', label: 'Sequence' },
];
const ZOOM_FACTOR = 1.5;

/** What is open, and how much of it is in view. */
export function TitleBar() {
  const store = useAppStore();
  const { actions } = store;
  const fit = useAppState(selectFit);
  const entry = useAppState(({ sequence }) => (sequence.phase === 'none' ? null : sequence.entry));
  const splits = useAppState(selectSplits);
  const head = useSignals()?.head;

  function zoom(factor: number) {
    const { startFrame, endFrame } = store.getState().zoom;
    actions.zoomAbout((startFrame + endFrame) / 2, factor);
  }

  return (
    <header className={styles.bar}>
      {entry !== null && <EntryName entry={entry} />}
      {splits !== '' && <span className={styles.split}>{splits}</span>}
      {head !== undefined && (
        <span className={styles.figures}>
          {`${formatCount(head.n_frames)} frames · ${(head.n_frames / head.fps).toFixed(2)} s · ${formatCount(head.n_clips)} clips`}
        </span>
      )}
      <span className={styles.spring} />
      <LanesMenu />
      <span className={styles.fitLabel} aria-hidden="true">
        Fit
      </span>
      <Segmented
        label="Fit"
        options={FIT_OPTIONS}
        value={fit}
        onChange={(value) => (value === 'crop' ? actions.fitCrop() : actions.fitSequence())}
      />
      <IconButton label="Zoom out" icon="minus" onClick={() => zoom(1 / ZOOM_FACTOR)} />
      <IconButton label="Zoom in" icon="plus" onClick={() => zoom(ZOOM_FACTOR)} />
    </header>
  );
}

/** The speaker part may be cut, the sequence's number never. */
function EntryName({ entry }: { readonly entry: string }) {
  const cut = entry.lastIndexOf('/');
  return (
    <h2 className={styles.entry} title={entry}>
      <span className={styles.speaker}>{cut < 0 ? entry : entry.slice(0, cut)}</span>
      {cut >= 0 && <span>{entry.slice(cut)}</span>}
    </h2>
  );
}

function selectSplits({ dataset, sequence }: AppState): string {
  if (dataset.phase !== 'open' || sequence.phase === 'none') return '';
  const row = dataset.summary.sequences.find(({ entry }) => entry === sequence.entry);
  return row?.splits.join(', ') ?? '';
}

function selectFit(state: AppState): Fit {
  return fitOf(state) ?? 'free';
}
