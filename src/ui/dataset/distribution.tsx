import { memo, useMemo, useRef } from 'react';
import { type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';
import { type Brush, brushOf } from '../../state/overview/brush.ts';
import { fromShare, toShare } from '../../state/overview/figure-scale.ts';
import { spreadOf, summarizeFigure } from '../../state/overview/figure-summary.ts';
import type { BrushedRows } from '../../state/overview/overview-selectors.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { DistributionChart } from '../charts/distribution-chart.tsx';
import { formatCount } from '../format/numbers.ts';
import { useElementSize } from '../lanes/element-size.ts';
import { useActions } from '../store-context.ts';
import styles from './distribution.module.css';
import { clampShare, dragInterval, type IntervalGrip, type ShareInterval } from './drag-interval.ts';
import { FIGURE_MEANINGS, formatValue } from './figure-words.ts';
import { IntervalHandle } from './interval-handle.tsx';
import { usePlotDrag } from './plot-drag.ts';
import { layoutPlotTicks } from './plot-ticks.ts';
import { stepPath } from './step-path.ts';

const INITIAL_SIZE = { widthPx: 148, heightPx: 92 };

/** How one figure spreads over all sequences and over the brushed ones, and its own brush. */
export const Distribution = memo(function Distribution({
  figure,
  table,
  brushed,
  brushes,
}: {
  readonly figure: ProfileFigureKey;
  readonly table: ProfileTable;
  /** Null where nothing narrows the list. */
  readonly brushed: BrushedRows | null;
  readonly brushes: readonly Brush[];
}) {
  const { overview } = useActions();
  const plot = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useElementSize(plot, INITIAL_SIZE);
  const beginDrag = usePlotDrag();
  const { label, unit } = profileFigure(figure);
  const summary = summarizeFigure(table, figure);
  const { scale } = summary;
  const { counts, median, knownCount } = summary.spread;
  const brush = brushOf(brushes, figure);
  const interval: ShareInterval =
    brush === null ? [0, 1] : [shareWithin(toShare(scale, brush.low)), shareWithin(toShare(scale, brush.high))];
  const subset = useMemo(() => {
    if (brushed === null) return null;
    const spread = spreadOf(summary, brushed.rows);
    return { median: spread.median, path: stepPath(spread.counts, widthPx, heightPx) };
  }, [summary, brushed, widthPx, heightPx]);
  const ticks = useMemo(
    () => layoutPlotTicks(scale, { lengthPx: widthPx, leastGapPx: 36, edgePx: 10 }),
    [scale, widthPx],
  );
  const shownMedian = subset === null ? median : subset.median;

  function drag(grip: IntervalGrip) {
    return (event: React.PointerEvent<HTMLElement>) =>
      beginDrag(event, plot.current, {
        onDrag: (from, to) => {
          const [low, high] = dragInterval(grip, interval, from.x, to.x);
          overview.brush(figure, fromShare(scale, low), fromShare(scale, high));
        },
      });
  }

  const handle = (end: 'low' | 'high') => (
    <IntervalHandle
      place=""
      figure={figure}
      end={end}
      scale={scale}
      brush={brush}
      orientation="horizontal"
      leftPx={Math.round(interval[end === 'low' ? 0 : 1] * widthPx)}
      topPx={heightPx / 2}
      onChange={(low, high) => overview.brush(figure, low, high)}
      onRemove={() => overview.removeBrush(figure)}
      onPointerDown={drag(end)}
    />
  );

  return (
    <figure aria-label={label} className={styles.figure}>
      <figcaption className={styles.head} title={FIGURE_MEANINGS[figure]}>
        <span className={styles.name}>
          {label} <span className={styles.unit}>{unit}</span>
        </span>
        <output aria-label={`${label}, median`} className={styles.median} title={String(shownMedian)}>
          {formatValue(figure, shownMedian)}
        </output>
      </figcaption>
      <div ref={plot} className={styles.plot} onPointerDown={drag('new')}>
        {brush !== null && (
          <div
            className={styles.brush}
            style={{
              left: Math.round(interval[0] * widthPx),
              width: Math.max(1, Math.round((interval[1] - interval[0]) * widthPx)),
            }}
          />
        )}
        {knownCount === 0 ? (
          <p className={styles.empty}>Not known yet</p>
        ) : (
          <div className={styles.bars}>
            <DistributionChart widthPx={widthPx} heightPx={heightPx} counts={counts} />
          </div>
        )}
        {knownCount > 0 && knownCount < table.entries.length && (
          <p className={styles.known}>
            {formatCount(knownCount)} of {formatCount(table.entries.length)}
          </p>
        )}
        <svg aria-hidden="true" className={styles.subset} width={widthPx} height={heightPx}>
          {subset !== null && <path d={subset.path} />}
        </svg>
        {Number.isFinite(median) && (
          <i
            className={styles.medianTick}
            title={`Median of all ${formatCount(knownCount)}: ${formatValue(figure, median, 1)}`}
            style={{ transform: `translateX(${Math.round(toShare(scale, median) * widthPx)}px)` }}
          />
        )}
        {brush !== null && (
          <div
            className={styles.grip}
            style={{ left: interval[0] * widthPx, width: (interval[1] - interval[0]) * widthPx }}
            onPointerDown={drag('move')}
          />
        )}
        {handle('low')}
        {handle('high')}
      </div>
      <div aria-hidden="true" className={styles.ticks}>
        {knownCount > 0 &&
          ticks.map(({ px, text }) => (
            <span key={text} style={{ left: px }}>
              {text}
            </span>
          ))}
      </div>
    </figure>
  );
});

function shareWithin(share: number): number {
  return Number.isNaN(share) ? 0 : clampShare(share);
}
