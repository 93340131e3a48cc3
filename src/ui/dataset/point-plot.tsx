import { type ReactNode, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type FigureScale, toShare } from '../../state/overview/figure-scale.ts';
import { CanvasLayer, snapToPixel } from '../lanes/canvas-layer.tsx';
import { useElementSize } from '../lanes/element-size.ts';
import { usePalette } from '../lanes/palette.ts';
import { type SharePoint, usePlotDrag } from './plot-drag.ts';
import { PlotGrid } from './plot-grid.tsx';
import { layoutPlotTicks, type PlotTick } from './plot-ticks.ts';
import { createPointIndex } from './point-index.ts';
import styles from './point-plot.module.css';
import { createSprite, type PlottedPoints, paintPoints, parseColor, type Sprite } from './point-raster.ts';

/** The box of a plot within which points lie. */
export interface PlotBox {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PointPlotProps {
  /** Accessible name of the figure. */
  readonly label: string;
  /** A value a row; NaN for a row that the plot cannot show. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly xScale: FigureScale;
  readonly yScale: FigureScale;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly isXSigned: boolean;
  readonly isYSigned: boolean;
  /** Split mark of each row. */
  readonly marks: Uint8Array;
  /** 1 for each row that stands out; null where none does. */
  readonly mask: Uint8Array | null;
  /** Row with a ring around its point; -1 for none. */
  readonly ringRow: number;
  /** Lines about a row, for the pointer over its point. */
  readonly describe: (row: number) => readonly string[];
  readonly onOpen: (row: number) => void;
  readonly onDrag?: ((from: SharePoint, to: SharePoint) => void) | undefined;
  /** Beneath and above the points. */
  readonly under?: (box: PlotBox) => ReactNode;
  readonly over?: (box: PlotBox, frame: () => HTMLElement | null) => ReactNode;
}

/** How near the pointer has to come to a point. */
const REACH_PX = 8;
const INITIAL_SIZE = { widthPx: 1, heightPx: 1 };
/** Of many points each is small, so that the crowd has a shape. */
function radiusFor(count: number): number {
  if (count < 200) return 3;
  return count < 20_000 ? 2 : 1;
}
/** How opaque a mark behind a subset is, by theme and split: val and test are few, and drawn over train. */
const CONTEXT = { dark: [0.6, 0.85, 1, 0.85], light: [0.72, 0.9, 1, 0.9] } as const;
const SOLID = [1, 1, 1, 1] as const;

/** Sequences as points, drawn pixel by pixel: the cost of a brush is one pass over typed arrays, whatever their number. */
export function PointPlot(props: PointPlotProps) {
  const { xs, ys, xScale, yScale, marks, ringRow } = props;
  // The brush itself follows the pointer at once; of very many points it may be a frame ahead.
  const mask = useDeferredValue(props.mask);
  const frame = useRef<HTMLDivElement>(null);
  const box = useElementSize(frame, INITIAL_SIZE);
  const { widthPx, heightPx } = box;
  const [hoverRow, setHoverRow] = useState(-1);
  const beginDrag = usePlotDrag();
  const points = useMemo(
    () => placePoints(xs, ys, xScale, yScale, marks, { widthPx, heightPx }),
    [xs, ys, xScale, yScale, marks, widthPx, heightPx],
  );
  const index = useMemo(
    () => createPointIndex(points.xsPx, points.ysPx, { widthPx, heightPx }),
    [points, widthPx, heightPx],
  );
  const nearest = (xPx: number, yPx: number) => index.nearest(xPx, yPx, REACH_PX);
  const xTicks = useTicks(xScale, widthPx, 48, props.isXSigned);
  const yTicks = useTicks(yScale, heightPx, 34, props.isYSigned);
  const marked = hoverRow === -1 ? ringRow : hoverRow;

  return (
    <figure aria-label={props.label} className={styles.figure}>
      <span aria-hidden="true" className={styles.yLabel}>
        {props.yLabel}
      </span>
      <div ref={frame} className={styles.frame}>
        <PlotGrid
          widthPx={widthPx}
          heightPx={heightPx}
          xTicks={xTicks}
          yTicks={yTicks}
          xZeroPx={zeroOf(xScale, widthPx)}
          yZeroPx={zeroOf(yScale, heightPx)}
        />
        {props.under?.(box)}
        <PointCanvas points={points} box={box} mask={null} />
        {mask !== null && <PointCanvas points={points} box={box} mask={mask} />}
        <div
          className={styles.surface}
          data-surface="points"
          onPointerDown={(event) =>
            beginDrag(event, frame.current, {
              onDrag: (from, to) => props.onDrag?.(from, to),
              onClick: (xPx, yPx) => {
                const row = nearest(xPx, yPx);
                if (row !== -1) props.onOpen(row);
              },
            })
          }
          onPointerMove={(event) => {
            const { left, top } = event.currentTarget.getBoundingClientRect();
            setHoverRow(event.buttons === 0 ? nearest(event.clientX - left, event.clientY - top) : -1);
          }}
          onPointerLeave={() => setHoverRow(-1)}
        />
        {props.over?.(box, () => frame.current)}
        <PointMark points={points} row={marked} />
        {hoverRow !== -1 && <PointTooltip points={points} row={hoverRow} box={box} lines={props.describe(hoverRow)} />}
      </div>
      <span aria-hidden="true" className={styles.xLabel}>
        {props.xLabel}
      </span>
    </figure>
  );
}

/** Points in the neutral of context, or those of a mask in full. */
function PointCanvas({
  points,
  box,
  mask,
}: {
  readonly points: PlottedPoints;
  readonly box: PlotBox;
  readonly mask: Uint8Array | null;
}) {
  const palette = usePalette();
  const draw = useCallback(
    (context: CanvasRenderingContext2D, pixelRatio: number) => {
      const { width, height } = context.canvas;
      if (width === 0 || height === 0) return;
      const pixels = context.createImageData(width, height);
      const isDark = document.documentElement.dataset.theme !== 'light';
      const paint = {
        color: parseColor(mask === null ? palette.fg3 : palette.fg),
        sprites: spritesFor(points.xsPx.length, pixelRatio),
        opacities: mask === null ? CONTEXT[isDark ? 'dark' : 'light'] : SOLID,
        pixelRatio,
      };
      paintPoints(pixels, points, paint, mask);
      context.putImageData(pixels, 0, 0);
    },
    [points, mask, palette],
  );
  return <CanvasLayer widthPx={box.widthPx} heightPx={box.heightPx} draw={draw} className={styles.layer} />;
}

const spriteSets = new Map<string, readonly Sprite[]>();

/** By split mark; kept, since every step of a brush asks for them. */
function spritesFor(pointCount: number, pixelRatio: number): readonly Sprite[] {
  const radiusPx = radiusFor(pointCount) * pixelRatio;
  const name = `${radiusPx} ${pixelRatio}`;
  const known = spriteSets.get(name);
  if (known !== undefined) return known;
  const made = [
    createSprite('dot', radiusPx, pixelRatio),
    createSprite('triangle', radiusPx * 1.9, pixelRatio),
    createSprite('square', radiusPx * 1.5, pixelRatio),
    createSprite('cross', radiusPx * 1.4, pixelRatio),
  ];
  spriteSets.set(name, made);
  return made;
}

/** A ring around one point. */
function PointMark({ points, row }: { readonly points: PlottedPoints; readonly row: number }) {
  const x = points.xsPx[row] ?? Number.NaN;
  const y = points.ysPx[row] ?? Number.NaN;
  if (Number.isNaN(x) || Number.isNaN(y)) return null;
  return <div className={styles.ring} style={{ transform: `translate(${snapToPixel(x)}px, ${snapToPixel(y)}px)` }} />;
}

const TOOLTIP_PX = 200;

function PointTooltip({
  points,
  row,
  box,
  lines,
}: {
  readonly points: PlottedPoints;
  readonly row: number;
  readonly box: PlotBox;
  readonly lines: readonly string[];
}) {
  const x = points.xsPx[row] ?? 0;
  const y = points.ysPx[row] ?? 0;
  const left = x + 12 + TOOLTIP_PX > box.widthPx ? Math.max(0, x - 12 - TOOLTIP_PX) : x + 12;
  const top = Math.min(Math.max(y - 24, 0), Math.max(0, box.heightPx - 64));
  return (
    <div
      aria-hidden="true"
      className={styles.tooltip}
      style={{ transform: `translate(${left}px, ${top}px)`, maxWidth: TOOLTIP_PX }}
    >
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

function useTicks(scale: FigureScale, lengthPx: number, leastGapPx: number, isSigned: boolean): readonly PlotTick[] {
  return useMemo(
    () => layoutPlotTicks(scale, { lengthPx, leastGapPx, edgePx: 8, isSigned }),
    [scale, lengthPx, leastGapPx, isSigned],
  );
}

function zeroOf(scale: FigureScale, lengthPx: number): number | null {
  return scale.isLog || scale.low > 0 || scale.high < 0 ? null : toShare(scale, 0) * lengthPx;
}

function placePoints(
  xs: Float64Array,
  ys: Float64Array,
  xScale: FigureScale,
  yScale: FigureScale,
  marks: Uint8Array,
  { widthPx, heightPx }: PlotBox,
): PlottedPoints {
  const xsPx = new Float32Array(xs.length);
  const ysPx = new Float32Array(xs.length);
  for (let row = 0; row < xs.length; row++) {
    const x = toShare(xScale, xs[row] as number) * widthPx;
    const y = (1 - toShare(yScale, ys[row] as number)) * heightPx;
    // A point with one value alone lies nowhere.
    xsPx[row] = Number.isNaN(y) ? Number.NaN : x;
    ysPx[row] = Number.isNaN(x) ? Number.NaN : y;
  }
  return { xsPx, ysPx, marks };
}
