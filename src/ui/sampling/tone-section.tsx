import { memo, useCallback, useMemo, useRef } from 'react';
import { foldFrequency } from '../../core/sampling/alias.ts';
import { describeTone } from '../../core/sampling/tone.ts';
import type { SamplingShow } from '../../state/sampling/sampling-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { CanvasLayer } from '../lanes/canvas-layer.tsx';
import { useElementSize } from '../lanes/element-size.ts';
import { usePalette } from '../lanes/palette.ts';
import { useAppState } from '../store-context.ts';
import { type AxisTick, endLabel, planAxis } from './axis-ticks.ts';
import { Hidden, PlotFigure } from './plot-figure.tsx';
import { countRates, formatHertz, formatRate, formatSamples } from './rate-words.ts';
import { makeTone } from './sampled-sound.ts';
import { PlayButton } from './sound-context.tsx';
import { DOT_ROOM_PX, paintToneLane } from './tone-lane-paint.ts';
import styles from './tone-section.module.css';

/** Height of a lane while up to four fit; more share the same room. */
const LANE_PX = 76;
const LANES_PX = 4 * LANE_PX;
const MIN_LANE_PX = 40;
const TICK_GAP_PX = 64;
const INITIAL_PLOT = { widthPx: 620, heightPx: 20 };

/** Height of each of `count` lanes. */
export function laneHeight(count: number): number {
  return Math.max(Math.min(LANE_PX, Math.floor(LANES_PX / count)), MIN_LANE_PX);
}

/** The same tone at each rate, on one axis of time. */
export function ToneSection() {
  const { toneHz, windowMs, rates, show } = useAppState((state) => state.sampling);
  const datasetRate = useAppState((state) => signalsOf(state)?.head.rate ?? null);
  const plot = useRef<HTMLTableCellElement>(null);
  const { widthPx } = useElementSize(plot, INITIAL_PLOT);
  const ticks = useMemo(() => planAxis(windowMs, 'ms', widthPx, TICK_GAP_PX), [windowMs, widthPx]);
  const heading = `One tone, ${countRates(rates.length)}`;
  return (
    <section aria-label={heading} className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.title}>{heading}</h2>
        <span className={styles.detail}>
          {formatHertz(toneHz)} Hz, first {formatHertz(windowMs)} ms
        </span>
        <Legend show={show} />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={heading}>
          <thead>
            <tr>
              <th scope="col" className={styles.rateColumn}>
                <Hidden>Rate</Hidden>
              </th>
              <th scope="col" ref={plot}>
                <Hidden>Samples</Hidden>
              </th>
              <th scope="col" className={styles.countColumn}>
                In {formatHertz(windowMs)} ms
              </th>
              <th scope="col" className={styles.numberColumn}>
                Per period
              </th>
              <th scope="col" className={styles.numberColumn}>
                Limit, Hz
              </th>
              <th scope="col" className={styles.playColumn}>
                <Hidden>Sound</Hidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.map((rate) => (
              <Lane
                key={rate}
                toneHz={toneHz}
                windowMs={windowMs}
                rate={rate}
                show={show}
                isOfDataset={rate === datasetRate}
                widthPx={widthPx}
                heightPx={laneHeight(rates.length)}
                ticks={ticks}
              />
            ))}
          </tbody>
        </table>
        <Axis ticks={ticks} windowMs={windowMs} widthPx={widthPx} />
      </div>
    </section>
  );
}

const LEGENDS: Readonly<Record<SamplingShow, string | null>> = { samples: null, hold: 'held', rebuilt: 'rebuilt' };

function Legend({ show }: { readonly show: SamplingShow }) {
  const curve = LEGENDS[show];
  return (
    <span className={styles.legend} aria-hidden="true">
      <span className={styles.key}>
        <svg aria-hidden="true" width="16" height="12" className={styles.continuous}>
          <path d="M0 6h16" />
        </svg>
        continuous
      </span>
      {curve !== null && (
        <span className={styles.key}>
          <svg aria-hidden="true" width="18" height="12" className={styles[show]}>
            <path d="M0 6h18" />
          </svg>
          {curve}
        </span>
      )}
      <span className={styles.key}>
        <svg aria-hidden="true" width="8" height="12" className={styles.sample}>
          <path d="M4 4v8" />
          <circle cx="4" cy="4" r="3" />
        </svg>
        sample
      </span>
    </span>
  );
}

interface LaneProps {
  readonly toneHz: number;
  readonly windowMs: number;
  readonly rate: number;
  readonly show: SamplingShow;
  readonly isOfDataset: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly ticks: readonly AxisTick[];
}

const Lane = memo(function Lane(props: LaneProps) {
  const { toneHz, windowMs, rate, show, isOfDataset, widthPx, heightPx, ticks } = props;
  const palette = usePalette();
  const windowSeconds = windowMs / 1000;
  const figures = describeTone(toneHz, rate, windowSeconds);
  const { heardHz } = foldFrequency(toneHz, rate);
  const isFolded = heardHz !== toneHz;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, pixelRatio: number) =>
      paintToneLane(
        context,
        { tone: { hz: toneHz, phase: 0 }, rate, windowSeconds, show, ticks },
        { widthPx, heightPx: heightPx - 1, pixelRatio },
        palette,
      ),
    [toneHz, rate, windowSeconds, show, ticks, widthPx, heightPx, palette],
  );
  const name = `${formatHertz(toneHz)} Hz at ${formatRate(rate)}`;
  const heard = isFolded ? `, heard as ${formatHertz(heardHz)} Hz` : '';
  const words = `${formatSamples(figures.samplesInWindow)} samples in ${formatHertz(windowMs)} ms, ${figures.samplesPerPeriod.toFixed(1)} a period${heard}.`;
  return (
    <tr className={isOfDataset ? styles.own : undefined} style={{ height: heightPx }}>
      <th scope="row" className={styles.rate}>
        {formatRate(rate)}
        {(isOfDataset || isFolded) && (
          <span className={isFolded ? styles.folded : styles.note}>
            {isFolded ? `heard as ${formatHertz(heardHz)} Hz` : 'this dataset'}
          </span>
        )}
      </th>
      <td className={styles.plotCell}>
        <PlotFigure label={name} words={words} className={styles.plot}>
          <CanvasLayer widthPx={widthPx + DOT_ROOM_PX} heightPx={heightPx - 1} draw={draw} className={styles.canvas} />
        </PlotFigure>
      </td>
      <td className={styles.count}>{formatSamples(figures.samplesInWindow)}</td>
      <td className={styles.number}>{figures.samplesPerPeriod.toFixed(1)}</td>
      <td className={styles.number}>{formatHertz(figures.limitHz)}</td>
      <td className={styles.play}>
        <PlayButton name={name} make={(isWanted) => makeTone({ hz: toneHz, phase: 0 }, rate, isWanted)} />
      </td>
    </tr>
  );
});

function Axis({
  ticks,
  windowMs,
  widthPx,
}: {
  readonly ticks: readonly AxisTick[];
  readonly windowMs: number;
  readonly widthPx: number;
}) {
  return (
    <div className={styles.axis} style={{ width: widthPx }} aria-hidden="true">
      {ticks.map(({ value, share, label }) =>
        label === null ? null : (
          <span key={value} className={value === 0 ? styles.first : styles.tick} style={{ left: share * widthPx }}>
            {label}
          </span>
        ),
      )}
      <span className={styles.end}>{endLabel(windowMs, 'ms')}</span>
    </div>
  );
}
