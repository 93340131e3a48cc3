import { useEffect, useMemo, useRef, useState } from 'react';
import type { FrameRange, Lane, LaneContent } from '../../state/app-state.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import { CurveChart } from '../charts/curve-chart.tsx';
import { selectCurvePoints } from '../charts/curve-points.ts';
import { formatSigned } from '../format/numbers.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import { groupWidth, normalizeDimension, readDimension } from './curve-series.ts';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import type { FrameScale } from './frame-scale.ts';
import { LaneFrame, ZeroLine } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import styles from './lane-stack.module.css';
import { describePlot, legendNames, unitOf } from './lane-text.ts';
import { usePaced } from './paced.ts';
import { useFrameScale } from './scale-context.ts';
import { useSignals } from './sequence-view.ts';
import { createValueScale, measureExtremes, VALUE_INSET_PX, valueToY } from './value-scale.ts';

type CurvesContent = Extract<LaneContent, { kind: 'curves' }>;

/** Points of a chart while the view moves, and once it rests. */
const MOVING_POINTS = 200;
const RESTING_POINTS = 800;
const REST_MS = 150;
/** Least time between two renders of a chart while the view moves. */
const CHART_INTERVAL_MS = 120;

/** Up to three dimensions of one coefficient group as curves. */
export function CurveLane({ lane, content }: { readonly lane: Lane; readonly content: CurvesContent }) {
  const signals = useSignals();
  const scale = useFrameScale();
  const plotRef = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(plotRef, { widthPx: scale.widthPx, heightPx: lane.heightPx });
  const chartScale = usePaced(scale, CHART_INTERVAL_MS);
  const isResting = useIsResting(chartScale.zoom);
  const { series, isNormalized } = useCurveSeries(content);

  const width = signals === null ? 0 : groupWidth(signals, content.group);
  const names = useMemo(() => legendNames(content.group, content.dims, width), [content.group, content.dims, width]);
  const extremes = useMemo(() => series.map((values) => measureExtremes([values])), [series]);
  const valueScale = useMemo(() => createValueScale(measureExtremes(series), heightPx), [series, heightPx]);
  const points = useMemo(
    () => selectCurvePoints(series, chartScale.zoom, isResting ? RESTING_POINTS : MOVING_POINTS),
    [series, chartScale.zoom, isResting],
  );
  const parts = useMemo(() => (signals === null ? [] : failedParts(signals, content)), [signals, content]);
  const plotText = describePlot(
    lane.name,
    scale.zoom,
    names.map((name, index) => ({ name, extremes: extremes[index] ?? null })),
  );

  return (
    <LaneFrame
      lane={lane}
      unit={unitOf(content.group, width, isNormalized)}
      legend={<CurveLegend names={names} series={series} />}
      legendRows={names.length}
      isLegendWide={names.some(isLongName)}
      scale={series.length > 0 ? valueScale : undefined}
      plotHeightPx={heightPx}
      plotRef={plotRef}
      plotText={plotText}
    >
      <ZeroLine scale={valueScale} heightPx={heightPx} />
      <div className={styles.chart} style={{ transform: fromScale(chartScale, scale) }}>
        <CurveChart
          widthPx={chartScale.widthPx}
          heightPx={heightPx}
          insetPx={VALUE_INSET_PX}
          zoom={chartScale.zoom}
          minValue={valueScale.min}
          maxValue={valueScale.max}
          points={points}
          seriesCount={series.length}
        />
      </div>
      <PlayheadDots series={series} toY={(value) => valueToY(valueScale, heightPx, value)} />
      <FailedParts parts={parts} />
    </LaneFrame>
  );
}

/** The lane's columns, normalised where asked for and possible. */
function useCurveSeries({ group, dims }: CurvesContent): {
  readonly series: readonly Float32Array[];
  readonly isNormalized: boolean;
} {
  const signals = useSignals();
  const wantsNormalized = useAppState((state) => state.isNormalized);
  const statistics = useAppState((state) => statisticsInUse(state)?.groups[group]);
  return useMemo(() => {
    if (signals === null) return { series: [], isNormalized: false };
    const columns = dims.slice(0, 3).map((dim) => readDimension(signals, group, dim));
    if (!wantsNormalized) return { series: columns, isNormalized: false };
    const normalized = columns.map((column, index) => normalizeDimension(column, dims[index] ?? 0, statistics));
    const isComplete = normalized.every((column) => column !== null);
    return isComplete ? { series: normalized, isNormalized: true } : { series: columns, isNormalized: false };
  }, [signals, group, dims, wantsNormalized, statistics]);
}

/** Puts what was drawn on one axis where it lies on another, so that a chart a few steps behind still fits the other lanes. */
function fromScale(drawn: FrameScale, shown: FrameScale): string | undefined {
  if (drawn === shown) return undefined;
  return `translateX(${shown.toX(drawn.zoom.startFrame)}px) scaleX(${shown.pxPerFrame / drawn.pxPerFrame})`;
}

/** False from each change of the view until it has rested. */
function useIsResting(zoom: FrameRange): boolean {
  const [restingZoom, setRestingZoom] = useState(zoom);
  useEffect(() => {
    const timer = setTimeout(() => setRestingZoom(zoom), REST_MS);
    return () => clearTimeout(timer);
  }, [zoom]);
  return restingZoom === zoom;
}

/** A name longer than a dimension's index or axis. */
function isLongName(name: string): boolean {
  return name.length > 3;
}

/** Names of the curves with their values at the playhead, which change without a render. */
function CurveLegend({
  names,
  series,
}: {
  readonly names: readonly string[];
  readonly series: readonly Float32Array[];
}) {
  const store = useAppStore();
  const listRef = useRef<HTMLDListElement>(null);
  useEffect(() => {
    const cells = [...(listRef.current?.querySelectorAll('dd') ?? [])];
    let shown = -1;
    const update = () => {
      const frame = Math.floor(store.getState().playheadFrame);
      if (frame === shown) return;
      shown = frame;
      for (const [index, cell] of cells.entries()) {
        const value = series[index]?.[frame];
        cell.textContent = value === undefined ? '' : formatSigned(value, 3);
      }
    };
    update();
    return store.subscribe(update);
  }, [store, series]);
  return (
    <dl className={names.some(isLongName) ? `${styles.legend} ${styles.wide}` : styles.legend} ref={listRef}>
      {names.map((name, index) => (
        <div key={name} className={styles.legendRow}>
          <dt>
            <span className={`${styles.swatch} ${styles[`curve${index + 1}`]}`} aria-hidden="true" />
            <span>{name}</span>
          </dt>
          <dd />
        </div>
      ))}
    </dl>
  );
}

/** A dot on each curve at the playhead's whole frame. */
function PlayheadDots({
  series,
  toY,
}: {
  readonly series: readonly Float32Array[];
  readonly toY: (value: number) => number;
}) {
  const store = useAppStore();
  const scale = useFrameScale();
  const dotsRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dots = [...(dotsRef.current?.children ?? [])].filter((child) => child instanceof HTMLElement);
    const update = () => {
      const frame = Math.floor(store.getState().playheadFrame);
      const x = snapToPixel(scale.toX(frame));
      for (const [index, dot] of dots.entries()) {
        const value = series[index]?.[frame];
        const isShown = value !== undefined && Number.isFinite(value);
        dot.style.visibility = isShown ? 'visible' : 'hidden';
        if (isShown) dot.style.transform = `translate(${x - 3.5}px, ${toY(value) - 4}px)`;
      }
    };
    update();
    return store.subscribe(update);
  }, [store, scale, series, toY]);
  return (
    <div className={styles.dots} ref={dotsRef} aria-hidden="true">
      {series.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a curve is its place: c1, c2, c3.
        <i key={index} className={styles[`curve${index + 1}`]} />
      ))}
    </div>
  );
}
