import type { ReactNode } from 'react';
import { withMinus } from '../format/numbers.ts';
import styles from './evidence.module.css';
import { GUTTER_PX, PICTURE_PX, type Scale } from './evidence-scale.ts';

/** A picture with its title; `words` say what it shows to those who do not see it. */
export function Picture({
  title,
  detail,
  words,
  heightPx,
  children,
}: {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly words: string;
  readonly heightPx: number;
  readonly children: ReactNode;
}) {
  return (
    <figure aria-label={`${title}. ${words}`} className={styles.picture}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </figcaption>
      <svg aria-hidden="true" width={PICTURE_PX} height={heightPx} className={styles.svg}>
        {children}
      </svg>
    </figure>
  );
}

/** The ground of a plot. */
export function Well({ topPx, heightPx }: { readonly topPx: number; readonly heightPx: number }) {
  return <rect x={GUTTER_PX} y={topPx} width={PICTURE_PX - GUTTER_PX} height={heightPx} className={styles.well} />;
}

/** Grid lines with their numbers at the left. */
export function YAxis({
  ticks,
  scale,
  format = formatTick,
}: {
  readonly ticks: readonly number[];
  readonly scale: Scale;
  readonly format?: (value: number) => string;
}) {
  return ticks.map((tick) => (
    <g key={tick}>
      <path className={styles.grid} d={`M${GUTTER_PX} ${crisp(scale(tick))}H${PICTURE_PX}`} />
      <text className={styles.tick} x={GUTTER_PX - 6} y={scale(tick) + 4} textAnchor="end">
        {format(tick)}
      </text>
    </g>
  ));
}

/** Numbers below the plot; those that would be cut at an edge or lie on another are left out. */
export function XAxis({
  ticks,
  scale,
  yPx,
  gridTopPx,
  label,
  format = formatTick,
}: {
  readonly ticks: readonly number[];
  readonly scale: Scale;
  /** Baseline of the numbers. */
  readonly yPx: number;
  /** Top of grid lines; absent for none. */
  readonly gridTopPx?: number | undefined;
  /** In the gutter, e.g. "frame". */
  readonly label?: string | undefined;
  readonly format?: (value: number) => string;
}) {
  const placed = ticks.filter((tick) => scale(tick) >= GUTTER_PX + 8 && scale(tick) <= PICTURE_PX - 8);
  return (
    <>
      {label !== undefined && (
        <text className={styles.label} x={0} y={yPx}>
          {label}
        </text>
      )}
      {placed.map((tick) => (
        <g key={tick}>
          {gridTopPx !== undefined && (
            <path className={styles.grid} d={`M${crisp(scale(tick))} ${gridTopPx}V${yPx - 12}`} />
          )}
          <text className={styles.tick} x={scale(tick)} y={yPx} textAnchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** A measured distance: a line with end ticks and its number, the only mark inside plots. */
export function DimensionLine({
  fromPx,
  toPx,
  acrossPx,
  isVertical = false,
  words,
}: {
  readonly fromPx: number;
  readonly toPx: number;
  /** Where it lies across its direction. */
  readonly acrossPx: number;
  readonly isVertical?: boolean;
  readonly words: string;
}) {
  const [from, to, across] = [crisp(fromPx), crisp(toPx), crisp(acrossPx)];
  const path = isVertical
    ? `M${across - 4} ${from}h9M${across} ${from}V${to}M${across - 4} ${to}h9`
    : `M${from} ${across - 4}v9M${from} ${across}H${to}M${to} ${across - 4}v9`;
  const end = Math.max(from, to);
  // A number that would leave the picture stands above its line.
  const isAbove = !isVertical && end > PICTURE_PX - 80;
  const textX = isVertical ? across + 8 : isAbove ? (from + to) / 2 : end + 8;
  const textY = isVertical ? (from + to) / 2 + 4 : isAbove ? across - 6 : across + 4;
  return (
    <>
      <path className={styles.dimension} d={path} />
      <text className={styles.measure} x={textX} y={textY} textAnchor={isAbove ? 'middle' : 'start'}>
        {words}
      </text>
    </>
  );
}

/** Centre of the pixel, so that a line of 1 px is one. */
export function crisp(px: number): number {
  return Math.floor(px) + 0.5;
}

/** A tick's number without the noise of its sum, e.g. `0.3`, not `0.30000000000000004`. */
export function formatTick(value: number): string {
  return withMinus(String(Number(value.toPrecision(6))));
}
