import { memo } from 'react';
import { foldFrequency, foldingSum } from '../../core/sampling/alias.ts';
import { withMinus } from '../format/numbers.ts';
import { HorizontalAxis } from './axis.tsx';
import { formatHertz, formatRate } from './rate-words.ts';
import { onPixel, type PlotArea, SvgPlot, PLOT_STYLES as styles } from './svg-plot.tsx';

const MARGINS = { left: 16, right: 12, top: 0, bottom: 21 };
const TICK_GAP_PX = 48;
/** Height of the tones, and of the arrow between them, as parts of the plot. */
const TONE_TOP = 0.37;
const ARROW_AT = 0.62;
/** Average width of a letter of the 11 px font. */
const LETTER_PX = 5.9;
const GAP_PX = 9;

/** Frequencies of the tone and of what is heard, and where the one folds into the other. */
export const FoldingPlot = memo(function FoldingPlot({ hz, rate }: { readonly hz: number; readonly rate: number }) {
  const { heardHz, multiple } = foldFrequency(hz, rate);
  const isFolded = multiple > 0;
  const endHz = rate * Math.max(Math.ceil(hz / rate), 1);
  const words = isFolded
    ? `${formatHertz(hz)} Hz cannot be stored at ${formatRate(rate)}: it folds at ${formatHertz(rate / 2)} Hz and is heard as ${formatHertz(heardHz)} Hz, ${describeSum(hz, rate)}.`
    : `${formatHertz(hz)} Hz is below ${formatHertz(rate / 2)} Hz and is heard as it is.`;
  return (
    <SvgPlot label="Folding of the frequency" words={words} margins={MARGINS}>
      {(area) => {
        const toX = (value: number) => area.left + (value / endHz) * area.width;
        const bottom = area.top + area.height;
        const top = Math.round(area.top + TONE_TOP * area.height);
        const limit = onPixel(toX(rate / 2));
        return (
          <>
            <rect
              className={styles.raised}
              x={limit}
              y={area.top}
              width={area.left + area.width - limit}
              height={area.height}
            />
            <HorizontalAxis
              area={area}
              minGapPx={TICK_GAP_PX}
              end={endHz / 1000}
              unit="kHz"
              strongValue={rate / 2000}
            />
            <path className={styles.limit} d={`M${limit} ${area.top}V${bottom}`} />
            <LimitLabels limit={limit} rate={rate} area={area} />
            <path className={styles.zero} d={`M${area.left} ${bottom - 0.5}h${area.width}`} />
            {isFolded && (
              <>
                <path className={styles.played} d={`M${onPixel(toX(hz))} ${bottom}V${top}`} />
                <Arrow fromX={toX(hz)} toX={toX(heardHz)} y={onPixel(area.top + ARROW_AT * area.height)} />
                <circle className={styles.playedDot} cx={onPixel(toX(hz))} cy={top} r={4} />
              </>
            )}
            <path className={styles.heard} d={`M${onPixel(toX(heardHz))} ${bottom}V${top}`} />
            <circle className={styles.heardDot} cx={onPixel(toX(heardHz))} cy={top} r={4} />
            <ToneLabels hz={hz} rate={rate} area={area} toX={toX} top={top} />
          </>
        );
      }}
    </SvgPlot>
  );
});

function LimitLabels({
  limit,
  rate,
  area,
}: {
  readonly limit: number;
  readonly rate: number;
  readonly area: PlotArea;
}) {
  const left = `folds at ${rate / 2000} kHz`;
  const right = `cannot be stored at ${formatRate(rate)}`;
  const y = area.top + 14;
  return (
    <>
      {limit - area.left > left.length * LETTER_PX + GAP_PX && (
        <text className={styles.label} x={limit - GAP_PX} y={y} textAnchor="end">
          {left}
        </text>
      )}
      {area.left + area.width - limit > right.length * LETTER_PX + GAP_PX && (
        <text className={styles.label} x={limit + GAP_PX} y={y}>
          {right}
        </text>
      )}
    </>
  );
}

function ToneLabels({
  hz,
  rate,
  area,
  toX,
  top,
}: {
  readonly hz: number;
  readonly rate: number;
  readonly area: PlotArea;
  readonly toX: (hz: number) => number;
  readonly top: number;
}) {
  const { heardHz, multiple } = foldFrequency(hz, rate);
  const isFolded = multiple > 0;
  const heard = isFolded ? `heard ${formatKhz(heardHz)} kHz` : `heard as played, ${formatKhz(heardHz)} kHz`;
  const played = `played ${formatKhz(hz)} kHz`;
  const heardX = toX(heardHz);
  const playedX = toX(hz);
  // Left of its line, unless the plot ends there.
  const isHeardLeft = heardX - area.left > heard.length * LETTER_PX + GAP_PX;
  const isPlayedRight = area.left + area.width - playedX > played.length * LETTER_PX + GAP_PX;
  const heardAt = {
    x: isHeardLeft ? heardX - GAP_PX : heardX + GAP_PX,
    textAnchor: isHeardLeft ? ('end' as const) : ('start' as const),
  };
  // Tones that lie close to each other would write over each other's names.
  const isClose = isFolded && (!isHeardLeft || !isPlayedRight) && Math.abs(playedX - heardX) < 220;
  return (
    <>
      <text className={`${styles.label} ${styles.strong}`} {...heardAt} y={top + 4}>
        {heard}
      </text>
      {isFolded && (
        <text className={styles.code} {...heardAt} y={top + 20}>
          {describeSum(hz, rate)}
        </text>
      )}
      {isFolded && (
        <text
          className={styles.label}
          x={isPlayedRight ? playedX + GAP_PX : playedX - GAP_PX}
          y={isClose ? top - 14 : top + 4}
          textAnchor={isPlayedRight ? 'start' : 'end'}
        >
          {played}
        </text>
      )}
    </>
  );
}

function Arrow({ fromX, toX, y }: { readonly fromX: number; readonly toX: number; readonly y: number }) {
  const direction = Math.sign(toX - fromX);
  const tip = toX - direction * 4;
  const start = fromX + direction * 8;
  if (direction === 0 || (tip - start) * direction < 10) return null;
  return (
    <>
      <path className={styles.arrow} d={`M${start} ${y}H${tip}`} />
      <path className={styles.arrowHead} d={`M${tip} ${y}l${-direction * 8} -4v8z`} />
    </>
  );
}

/** The sum behind the alias in kHz: "8 − 5". */
function describeSum(hz: number, rate: number): string {
  const sum = foldingSum(hz, rate);
  return sum === null ? '' : withMinus(sum.map((each) => formatKhz(each)).join(' - '));
}

function formatKhz(hz: number): string {
  return String(Number((hz / 1000).toFixed(3)));
}
