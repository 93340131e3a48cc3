import { type ReactNode, useRef } from 'react';
import { useElementSize } from '../lanes/element-size.ts';
import { PlotFigure } from './plot-figure.tsx';
import styles from './svg-plot.module.css';

/** Where values lie, in CSS pixels of the drawing. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PlotMargins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A figure whose drawing is made anew for its size in pixels, so that lines lie on whole ones. */
export function SvgPlot({
  label,
  words,
  margins,
  children,
}: {
  readonly label: string;
  readonly words: string;
  readonly margins: PlotMargins;
  readonly children: (area: PlotArea) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useElementSize(box, { widthPx: 480, heightPx: 160 });
  const area = {
    left: margins.left,
    top: margins.top,
    width: Math.max(widthPx - margins.left - margins.right, 1),
    height: Math.max(heightPx - margins.top - margins.bottom, 1),
  };
  return (
    <PlotFigure label={label} words={words} className={styles.figure}>
      <div ref={box} className={styles.box}>
        <svg aria-hidden="true" width={widthPx} height={heightPx} className={styles.svg}>
          <rect className={styles.well} x={area.left} y={area.top} width={area.width} height={area.height} />
          {children(area)}
        </svg>
      </div>
    </PlotFigure>
  );
}

/** The middle of the device pixel that a 1 px line at `px` covers. */
export function onPixel(px: number): number {
  return Math.round(px) + 0.5;
}

/** A path through points, two decimals each. */
export function pathThrough(points: Iterable<readonly [x: number, y: number]>): string {
  let path = '';
  for (const [x, y] of points) path += `${path === '' ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
  return path;
}

export const PLOT_STYLES: Readonly<Record<string, string | undefined>> = styles;
