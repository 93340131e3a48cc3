import { memo } from 'react';
import { aliasTone, foldFrequency } from '../../core/sampling/alias.ts';
import { sampleTone, type Tone, toneAt } from '../../core/sampling/tone.ts';
import { ALIAS_PHASE } from './alias-phase.ts';
import { HorizontalAxis } from './axis.tsx';
import { chooseStep } from './axis-ticks.ts';
import { formatHertz, formatRate } from './rate-words.ts';
import { onPixel, type PlotArea, pathThrough, SvgPlot, PLOT_STYLES as styles } from './svg-plot.tsx';

const MARGINS = { left: 44, right: 16, top: 0, bottom: 21 };
/** Periods of the tone that are drawn, about. */
const PERIODS = 10;
const MIN_PERIOD_PX = 3;
const TICK_GAP_PX = 80;
const STEP_PX = 0.5;
/** Room above the crest. */
const MARGIN_PX = 9;
const DOT_RADIUS = 3.2;

/** How much time shows both the tone and the tone that is heard: ten periods of the first, two of the second where they are still drawn apart. */
export function aliasWindowMs(hz: number, rate: number): number {
  const { heardHz } = foldFrequency(hz, rate);
  const slowest = heardHz === 0 ? hz : heardHz;
  const wanted = Math.max(PERIODS / hz, Math.min(2 / slowest, (6 * PERIODS) / hz));
  return chooseStep(1000 * wanted);
}

/** The tone, its samples, and the lower tone that has the same samples. */
export const AliasCurve = memo(function AliasCurve({ hz, rate }: { readonly hz: number; readonly rate: number }) {
  const windowMs = aliasWindowMs(hz, rate);
  const tone = { hz, phase: ALIAS_PHASE };
  const alias = aliasTone(tone, rate);
  const isFolded = alias.hz !== hz;
  const sampled = sampleTone(tone, rate, windowMs / 1000);
  const words = isFolded
    ? `The samples of ${formatHertz(hz)} Hz at ${formatRate(rate)} lie on a curve of ${formatHertz(alias.hz)} Hz as well.`
    : `${formatRate(rate)} takes ${(rate / hz).toFixed(1)} samples a period of ${formatHertz(hz)} Hz: no lower tone has the same samples.`;
  return (
    <SvgPlot label="Curve, alias and samples" words={words} margins={MARGINS}>
      {(area) => {
        const middle = area.top + area.height / 2;
        const amplitude = area.height / 2 - MARGIN_PX;
        const toX = (seconds: number) => area.left + ((1000 * seconds) / windowMs) * area.width;
        const toY = (value: number) => middle - value * amplitude;
        return (
          <>
            <HorizontalAxis area={area} end={windowMs} unit="ms" minGapPx={TICK_GAP_PX} />
            <path className={styles.zero} d={`M${area.left} ${onPixel(middle)}h${area.width}`} />
            {[1, 0, -1].map((value) => (
              <text key={value} className={styles.tick} x={area.left - 8} y={toY(value) + 4} textAnchor="end">
                {value === 1 ? '+1' : value === 0 ? '0' : '\u22121'}
              </text>
            ))}
            <Curve tone={tone} area={area} windowMs={windowMs} toY={toY} className={styles.context} />
            {isFolded && <Curve tone={alias} area={area} windowMs={windowMs} toY={toY} className={styles.second} />}
            {Array.from(sampled.times, (seconds, index) => (
              <circle
                key={seconds}
                className={styles.dot}
                cx={toX(seconds)}
                cy={toY(sampled.values[index] ?? 0)}
                r={DOT_RADIUS}
              />
            ))}
          </>
        );
      }}
    </SvgPlot>
  );
});

function Curve({
  tone,
  area,
  windowMs,
  toY,
  className,
}: {
  readonly tone: Tone;
  readonly area: PlotArea;
  readonly windowMs: number;
  readonly toY: (value: number) => number;
  readonly className: string | undefined;
}) {
  const periodPx = (area.width * 1000) / (tone.hz * windowMs);
  if (periodPx < MIN_PERIOD_PX) {
    return <rect className={styles.band} x={area.left} y={toY(1)} width={area.width} height={toY(-1) - toY(1)} />;
  }
  const count = Math.ceil(area.width / STEP_PX) + 1;
  const points = Array.from({ length: count }, (_, index) => {
    const share = index / (count - 1);
    return [area.left + share * area.width, toY(toneAt(tone, (share * windowMs) / 1000))] as const;
  });
  return <path className={className} d={pathThrough(points)} />;
}
