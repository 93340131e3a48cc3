import { profileFigure } from '../../core/profile/profile-figures.ts';
import { FPS, totalsOfDataset } from '../../state/overview/overview-selectors.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import { formatInterval } from './figure-words.ts';
import styles from './totals-bar.module.css';
import { formatHours, formatManyFrames } from './totals-words.ts';

/** Totals of the dataset, and the brushes as chips: taking a chip away takes its brush away. */
export function TotalsBar({ listButton }: { readonly listButton?: React.ReactNode }) {
  return (
    <div className={styles.bar}>
      <Totals />
      <Chips />
      {listButton}
    </div>
  );
}

function Totals() {
  const totals = useAppState(totalsOfDataset);
  const seg_len = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.seg_len : null));
  if (totals === null || seg_len === null) return null;
  const { sequences, frames, clips, people, seconds, unknownLengths } = totals.all;
  const isKnown = unknownLengths < sequences;
  return (
    <dl className={styles.totals}>
      <Total value={formatCount(sequences)} unit={sequences === 1 ? 'sequence' : 'sequences'} />
      {isKnown && <Total {...formatHours(seconds)} detail={`at ${FPS} fps`} />}
      {isKnown && <Total value={formatManyFrames(frames)} unit="frames" title={`${formatCount(frames)} frames`} />}
      {isKnown && <Total value={formatCount(clips)} unit={`clips of ${seg_len}`} />}
      <Total value={formatCount(people)} unit={people === 1 ? 'person' : 'people'} />
      {unknownLengths > 0 && (
        <Total value={formatCount(unknownLengths)} unit={isKnown ? 'more of unknown length' : 'of unknown length'} />
      )}
    </dl>
  );
}

function Total(props: {
  readonly value: string;
  readonly unit: string;
  readonly detail?: string;
  readonly title?: string;
}) {
  return (
    <div title={props.title}>
      <dd>
        <b>{props.value}</b> {props.unit}
        {props.detail !== undefined && ` ${props.detail}`}
      </dd>
    </div>
  );
}

function Chips() {
  const brushes = useAppState(({ overview }) => overview.brushes);
  const isSharedOnly = useAppState(({ overview }) => overview.isSharedOnly);
  const { overview } = useActions();
  if (brushes.length === 0 && !isSharedOnly) {
    return <p className={styles.hint}>Drag in a chart to narrow the list</p>;
  }
  return (
    <section aria-label="Brushes" className={styles.chips}>
      <span className={styles.hint}>Brushed</span>
      {brushes.map((brush) => {
        const { label } = profileFigure(brush.key);
        return (
          <Chip
            key={brush.key}
            label={label}
            interval={formatInterval(brush)}
            onRemove={() => overview.removeBrush(brush.key)}
          />
        );
      })}
      {isSharedOnly && (
        <Chip label="People in two splits" interval="" onRemove={() => overview.showSharedOnly(false)} />
      )}
      <Button variant="ghost" onClick={() => overview.clearBrushes()}>
        Clear
      </Button>
    </section>
  );
}

function Chip(props: { readonly label: string; readonly interval: string; readonly onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <span className={styles.chipLabel}>{props.label}</span>
      {props.interval !== '' && <span className={styles.interval}>{props.interval}</span>}
      <button
        type="button"
        aria-label={`Remove the brush of ${props.label} ${props.interval}`.trim()}
        className={styles.remove}
        onClick={props.onRemove}
      >
        <Icon name="close" sizePx={11} />
      </button>
    </span>
  );
}
