import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Lane, LaneContent, SequenceSignals } from '../../state/app-state.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import { CurveChart } from '../charts/curve-chart.tsx';
import { selectCurvePoints } from '../charts/curve-points.ts';
import { formatSigned } from '../format/numbers.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import { groupWidth, normalizeDimension, readDimension } from './curve-series.ts';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import { LaneFrame, ZeroLine } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import styles from './lane-stack.module.css';
import { describePlot, legendNames, unitOf } from './lane-text.ts';
import { useFrameScale } from './scale-context.ts';
import { usePicture } from './use-picture.ts';
import { createValueScale, measureExtremes, VALUE_INSET_PX, valueToY } from './value-scale.ts';

type CurvesContent = Extract<LaneContent, { kind: 'curves' }>;

/** Points of a chart; those of more frames are chosen so that no spike is lost. */
const MOST_POINTS = 600;

/** Up to three dimensions of one coefficient group as curves. */
export function CurveLane({ lane, content }: { readonly lane: Lane; readonly content: CurvesContent }) {
  const plotRef = useRef<HTMLDivElement>(null);
  const { scale, signals, pictureRef } = usePicture();
  const { heightPx } = useElementSize(plotRef, { widthPx: scale.view.widthPx, heightPx: lane.heightPx });
  const { series, isNormalized } = useCurveSeries(signals, content);

  const width = signals === null ? 0 : groupWidth(signals, content.group);
  const names = useMemo(() => legendNames(content.group, content.dims, width), [content.group, content.dims, width]);
  const extremes = useMemo(() => series.map((values) => measureExtremes([values])), [series]);
  const valueScale = useMemo(() => createValueScale(measureExtremes(series), heightPx), [series, heightPx]);
  const points = useMemo(() => selectCurvePoints(series, scale.zoom, MOST_POINTS), [series, scale]);
  const toY = useCallback((value: number) => valueToY(valueScale, heightPx, value), [valueScale, heightPx]);
  const parts = useMemo(() => (signals === null ? [] : failedParts(signals, content)), [signals, content]);
  const plotText = describePlot(
    lane.name,
    scale.view.zoom,
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
      <div className={styles.picture} ref={pictureRef}>
        <CurveChart
          widthPx={scale.widthPx}
          heightPx={heightPx}
          insetPx={VALUE_INSET_PX}
          zoom={scale.zoom}
          minValue={valueScale.min}
          maxValue={valueScale.max}
          points={points}
          seriesCount={series.length}
        />
      </div>
      <PlayheadDots series={series} toY={toY} />
      <FailedParts parts={parts} />
    </LaneFrame>
  );
}

/** The lane's columns, normalised where asked for and possible. */
function useCurveSeries(
  signals: SequenceSignals | null,
  { group, dims }: CurvesContent,
): {
  readonly series: readonly Float32Array[];
  readonly isNormalized: boolean;
} {
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
        const text = value === undefined ? '' : formatSigned(value, 3);
        // Changing the text in place keeps its node, and with it the rest of the gutter as it is laid out.
        if (cell.firstChild instanceof Text) cell.firstChild.data = text;
        else cell.textContent = text;
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

const DOT_RADIUS_PX = 3.5;

/** A dot on each curve at the playhead's whole frame. Circles of one picture: elements moved by transforms would be so many layers. */
function PlayheadDots({
  series,
  toY,
}: {
  readonly series: readonly Float32Array[];
  readonly toY: (value: number) => number;
}) {
  const store = useAppStore();
  const scale = useFrameScale();
  const dotsRef = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const dots = [...(dotsRef.current?.children ?? [])];
    let shown = -1;
    const update = () => {
      const frame = Math.floor(store.getState().playheadFrame);
      if (frame === shown) return;
      shown = frame;
      const x = snapToPixel(scale.toX(frame));
      for (const [index, dot] of dots.entries()) {
        const value = series[index]?.[frame];
        const isShown = value !== undefined && Number.isFinite(value);
        dot.setAttribute('cx', isShown ? `${x + 0.5}` : '-10');
        if (isShown) dot.setAttribute('cy', `${toY(value)}`);
      }
    };
    update();
    return store.subscribe(update);
  }, [store, scale, series, toY]);
  return (
    <svg className={styles.dots} ref={dotsRef} aria-hidden="true">
      {series.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a curve is its place: c1, c2, c3.
        <circle key={index} r={DOT_RADIUS_PX} className={styles[`curve${index + 1}`]} />
      ))}
    </svg>
  );
}
