import { memo, type ReactNode } from 'react';
import { type ResamplingLoss, SPEECH_BAND } from '../../core/sampling/resampling-loss.ts';
import { withMinus } from '../format/numbers.ts';
import { HorizontalAxis } from './axis.tsx';
import { DimensionLine } from './dimension-line.tsx';
import { formatHertz, formatRate, formatShare } from './rate-words.ts';
import { type LevelRange, levelPoints, levelRange } from './spectrum-levels.ts';
import { onPixel, type PlotArea, pathThrough, SvgPlot, PLOT_STYLES as styles } from './svg-plot.tsx';

const MARGINS = { left: 44, right: 12, top: 24, bottom: 24 };
const TICK_GAP_PX = 80;
const LEVEL_STEP = 20;
const DIMENSION_Y = 11;
/** Spans that overlap lie one below the other. */
const ROW_PX = 18;
/** Above this, hissing sounds keep most of their energy. */
const FRICATIVES_HZ = 4000;

/** Both spectra of a crop, and what of the first cannot be stored in the second. */
export const CropSpectrumPlot = memo(function CropSpectrumPlot({
  loss,
  name,
}: {
  readonly loss: ResamplingLoss;
  readonly name: string;
}) {
  const { fromRate, toRate, before, after } = loss;
  const endHz = Math.max(fromRate, toRate) / 2;
  const limitHz = Math.min(fromRate, toRate) / 2;
  const range = levelRange([before]);
  const hasRows = limitHz < Math.min(SPEECH_BAND[1], fromRate / 2);
  const margins = hasRows ? { ...MARGINS, top: MARGINS.top + ROW_PX } : MARGINS;
  return (
    <SvgPlot label={`Mean spectrum of ${name}`} words={describeLoss(loss)} margins={margins}>
      {(area) => {
        const toX = (hz: number) => area.left + (hz / endHz) * area.width;
        const toY = (level: number) => area.top + ((range.top - level) / (range.top - range.bottom)) * area.height;
        const curve = (spectrum: typeof before) =>
          pathThrough(levelPoints(spectrum, range).map(([hz, level]) => [toX(hz), toY(level)]));
        const limit = onPixel(toX(limitHz));
        return (
          <>
            {limitHz < endHz && (
              <rect
                className={styles.raised}
                x={limit}
                y={area.top}
                width={area.left + area.width - limit}
                height={area.height}
              />
            )}
            <LevelAxis area={area} range={range} toY={toY} />
            <HorizontalAxis area={area} minGapPx={TICK_GAP_PX} end={endHz / 1000} unit="kHz" />
            <Clipped area={area}>
              <path className={styles.first} d={curve(before)} />
              <path className={styles.second} d={curve(after)} />
            </Clipped>
            {limitHz < endHz && <path className={styles.limit} d={`M${limit} ${area.top}V${area.top + area.height}`} />}
            <Spans loss={loss} area={area} toX={toX} limit={limit} hasRest={limitHz < endHz} hasRows={hasRows} />
          </>
        );
      }}
    </SvgPlot>
  );
});

/** What lies outside of the plot is not drawn. */
function Clipped({ area, children }: { readonly area: PlotArea; readonly children: ReactNode }) {
  const { left, top, width, height } = area;
  return (
    <svg
      aria-hidden="true"
      x={left}
      y={top}
      width={width}
      height={height}
      viewBox={`${left} ${top} ${width} ${height}`}
    >
      {children}
    </svg>
  );
}

function LevelAxis({
  area,
  range,
  toY,
}: {
  readonly area: PlotArea;
  readonly range: LevelRange;
  readonly toY: (level: number) => number;
}) {
  const first = Math.floor((range.top - 1) / LEVEL_STEP) * LEVEL_STEP;
  const levels = Array.from({ length: 4 }, (_, index) => first - index * LEVEL_STEP).filter(
    (level) => level > range.bottom,
  );
  return (
    <>
      {levels.map((level) => (
        <g key={level}>
          <path className={styles.grid} d={`M${area.left} ${onPixel(toY(level))}h${area.width}`} />
          <text className={styles.tick} x={area.left - 8} y={toY(level) + 4} textAnchor="end">
            {withMinus(String(level))}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={area.left - 8} y={area.top + area.height + 15} textAnchor="end">
        dB/Hz
      </text>
    </>
  );
}

function Spans({
  loss,
  area,
  toX,
  limit,
  hasRest,
  hasRows,
}: {
  readonly loss: ResamplingLoss;
  readonly area: PlotArea;
  readonly toX: (hz: number) => number;
  readonly limit: number;
  readonly hasRest: boolean;
  readonly hasRows: boolean;
}) {
  const { fromRate, toRate, speechShare, lostShare } = loss;
  const end = onPixel(area.left + area.width - 1);
  const speech = `${formatShare(speechShare)} of the energy`;
  const bandEnd = Math.min(SPEECH_BAND[1], fromRate / 2);
  return (
    <>
      <DimensionLine
        fromX={onPixel(toX(SPEECH_BAND[0]))}
        toX={onPixel(toX(bandEnd))}
        y={onPixel(DIMENSION_Y)}
        names={[
          `speech band 300 to 3,400 Hz, ${speech}`,
          `speech band, ${speech}`,
          `speech ${formatShare(speechShare)}`,
        ]}
        roomUntilX={hasRest && limit > toX(bandEnd) ? limit : end}
        isStrong={false}
      />
      {hasRest && (
        <DimensionLine
          fromX={limit}
          toX={end}
          y={onPixel(DIMENSION_Y + (hasRows ? ROW_PX : 0))}
          names={
            toRate < fromRate
              ? [
                  ...(toRate / 2 <= FRICATIVES_HZ
                    ? [`lost at ${formatRate(toRate)}, ${formatShare(lostShare)} of the energy, where s, sh and f lie`]
                    : []),
                  `lost at ${formatRate(toRate)}, ${formatShare(lostShare)} of the energy`,
                  `lost, ${formatShare(lostShare)}`,
                ]
              : [
                  `nothing to gain: ${formatRate(fromRate)} holds nothing above ${formatHertz(fromRate / 2)} Hz`,
                  'nothing to gain',
                ]
          }
          roomUntilX={end}
          isStrong
        />
      )}
    </>
  );
}

function describeLoss(loss: ResamplingLoss): string {
  const { fromRate, toRate, speechShare, lostShare } = loss;
  const speech = `${formatShare(speechShare)} of the energy lies within 300 to 3,400 Hz.`;
  if (toRate === fromRate) return `At ${formatRate(fromRate)} as recorded. ${speech}`;
  if (toRate > fromRate) {
    return `From ${formatRate(fromRate)} to ${formatRate(toRate)} nothing is lost and nothing gained: above ${formatHertz(fromRate / 2)} Hz there is nothing. ${speech}`;
  }
  return `From ${formatRate(fromRate)} to ${formatRate(toRate)}, what lies above ${formatHertz(toRate / 2)} Hz is lost: ${formatShare(lostShare)} of the energy. ${speech} 0 dB/Hz is a sine of full scale within one Hz.`;
}
