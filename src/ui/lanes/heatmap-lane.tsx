import { type MouseEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { nameDimension } from '../../core/statistics/dimension-name.ts';
import type { Lane, LaneContent, SequenceSignals } from '../../state/app-state.ts';
import { laneHeights } from '../../state/lane-heights.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { CanvasLayer, useDevicePixelRatio } from './canvas-layer.tsx';
import { createHeatmapColors } from './color-maps.ts';
import { groupWidth } from './curve-series.ts';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import { fitHeatmapHeight, layoutHeatmapRows, selectHeatmapColumns } from './heatmap-columns.ts';
import { HeatmapGutter } from './heatmap-gutter.tsx';
import { describeCell } from './heatmap-readout.ts';
import { describeHeatmap } from './heatmap-text.ts';
import { LaneFrame } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import { useLaneSession } from './lane-session.ts';
import laneStyles from './lane-stack.module.css';
import { RasterPainter } from './paint-raster.ts';
import { usePalette } from './palette.ts';
import type { PictureScale } from './picture-scale.ts';
import styles from './raster.module.css';
import { type ShownHeatmap, useHeatmapIndex } from './use-heatmap-index.ts';
import { useLaneHeight } from './use-lane-height.ts';
import { usePicture } from './use-picture.ts';

type HeatmapContent = Extract<LaneContent, { kind: 'heatmap' }>;

/** The line below a lane is part of its height. */
const BORDER_PX = 1;

/** All dimensions of one coefficient group, one row each, as z-scores by the statistics in use. */
export function HeatmapLane({ lane, content }: { readonly lane: Lane; readonly content: HeatmapContent }) {
  const { group } = content;
  const store = useAppStore();
  const session = useLaneSession();
  const pixelRatio = useDevicePixelRatio();
  const plotRef = useRef<HTMLDivElement>(null);
  const { scale, signals, pictureRef } = usePicture();
  const { widthPx } = scale.view;
  const { heightPx } = useElementSize(plotRef, { widthPx, heightPx: lane.heightPx });
  const [chosenDim, setChosenDim] = useState<number | null>(null);
  const statistics = useAppState((state) => statisticsInUse(state)?.groups[group]);
  const shown = useHeatmapIndex(group, signals, statistics);

  const width = signals === null ? 0 : groupWidth(signals, group);
  const fittedPx = fitHeatmapHeight(width, useLaneHeight(lane), laneHeights(content).maxPx) + BORDER_PX;
  const { rows, rowPx } = layoutHeatmapRows(width, heightPx, pixelRatio);
  const { cells, draw } = useHeatmapDrawing(lane.isCollapsed ? null : shown, scale, rows, rowPx);
  const parts = useMemo(() => (signals === null ? [] : failedParts(signals, content)), [signals, content]);

  /** The dimension at a height of the plot; null below the last one. */
  function dimUnder(event: MouseEvent<HTMLElement>): number | null {
    const row = Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / rowPx);
    return row >= 0 && row < rows ? Math.floor((row * width) / rows) : null;
  }

  function readUnder(event: PointerEvent<HTMLElement>) {
    const dim = dimUnder(event);
    const column = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) * pixelRatio);
    const columns = columnsOf(widthPx, pixelRatio);
    session.setState({
      readout:
        dim === null || signals === null
          ? null
          : {
              laneId: lane.id,
              ...describeCell(signals, group, dim, statistics, store.getState().zoom, columns, column),
            },
    });
  }

  const dimName = useCallback((dim: number) => nameDimension(group, dim, width), [group, width]);
  const plotText = useMemo(() => {
    const left = columnsOf(scale.leftPx, pixelRatio) * rows;
    const inView = cells?.subarray(left, left + columnsOf(widthPx, pixelRatio) * rows) ?? null;
    return describeHeatmap(lane.name, scale.view.zoom, inView, rows, width, dimName);
  }, [lane.name, scale, pixelRatio, cells, rows, width, widthPx, dimName]);
  return (
    <LaneFrame
      lane={lane}
      legend={
        width > 0 && (
          <HeatmapGutter
            lane={lane}
            group={group}
            width={width}
            dimPx={(rows * rowPx) / width}
            heightPx={heightPx}
            dim={chosenDim}
            dimName={dimName}
            onChoose={setChosenDim}
          />
        )
      }
      fittedPx={fittedPx}
      plotHeightPx={heightPx}
      plotRef={plotRef}
      plotText={plotText}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: choosing a row has its keys on the slider in the gutter */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div className={laneStyles.wave} onPointerMove={readUnder} onClick={(event) => setChosenDim(dimUnder(event))}>
        <div className={laneStyles.picture} ref={pictureRef}>
          <CanvasLayer className={styles.canvas} widthPx={scale.widthPx} heightPx={heightPx} draw={draw} isOpaque />
        </div>
      </div>
      {signals !== null && statistics === undefined && <MissingStatistics signals={signals} group={group} />}
      <FailedParts parts={parts} />
    </LaneFrame>
  );
}

/** The codes of the frames in view, and how they are drawn: cells with hard edges, one column a device pixel. */
function useHeatmapDrawing(shown: ShownHeatmap | null, scale: PictureScale, rows: number, rowPx: number) {
  const pixelRatio = useDevicePixelRatio();
  const theme = useAppState((state) => state.theme);
  const nanColor = usePalette()['line-strong'];
  const colors = useMemo(() => createHeatmapColors(theme, nanColor), [theme, nanColor]);
  const [painter] = useState(() => new RasterPainter());
  const columns = Math.max(columnsOf(scale.widthPx, pixelRatio), 1);
  const cells = useMemo(
    () => (shown === null ? null : selectHeatmapColumns(shown.index, scale.zoom, columns, rows)),
    [shown, scale.zoom, columns, rows],
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (cells === null) return;
      const picture = { columns, rows, bytes: cells, isFromBottom: false };
      painter.paint(context, picture, colors, { left: 0, right: scale.widthPx, bottom: rows * rowPx });
    },
    [painter, cells, columns, rows, colors, scale.widthPx, rowPx],
  );
  return { cells, draw };
}

/** Device pixels of so many CSS pixels. */
function columnsOf(widthPx: number, pixelRatio: number): number {
  return Math.round(widthPx * pixelRatio);
}

/** Why there are no z-scores, and what to do. */
function MissingStatistics({ signals, group }: { readonly signals: SequenceSignals; readonly group: string }) {
  const source = useAppState((state) => state.statisticsSource);
  const isRunning = useAppState(({ recomputed }) => recomputed.phase === 'running');
  if (groupWidth(signals, group) === 0) return null;
  const reason =
    source === 'recomputed' && isRunning
      ? 'z-scores are shown once the statistics are recomputed'
      : source === 'crop'
        ? 'No z-scores: the crop has no statistics yet'
        : source === 'chosen'
          ? 'z-scores are shown once the statistics chosen in Normalize are known'
          : 'No z-scores without statistics: choose Recomputed or This crop under Coefficients';
  return <p className={styles.words}>{reason}</p>;
}
