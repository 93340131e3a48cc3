import type { SoundEvidence } from '../../core/audit/evidence.ts';
import { formatFigure, withMinus } from '../format/numbers.ts';
import styles from './evidence.module.css';
import { crisp, formatTick, Picture, Well, XAxis, YAxis } from './evidence-axes.tsx';
import {
  frameScale,
  GUTTER_PX,
  linearScale,
  linePath,
  PICTURE_PX,
  paddedExtent,
  roundTicks,
} from './evidence-scale.ts';
import { Wave } from './evidence-wave.tsx';

/** Lowest level that is drawn, dBFS. */
const FLOOR_DB = -100;

/** The sound around what was found, its level, and the samples close up. */
export function SoundPictures({ evidence }: { readonly evidence: SoundEvidence }) {
  return (
    <>
      <LevelPicture evidence={evidence} />
      <CloseUpPicture evidence={evidence} />
    </>
  );
}

function LevelPicture({ evidence }: { readonly evidence: SoundEvidence }) {
  const { wave, marked, levelDb } = evidence;
  const xOf = frameScale(wave.frames);
  const level = { topPx: 66, heightPx: 60 };
  const yOf = linearScale([FLOOR_DB, 0], [level.topPx + level.heightPx, level.topPx]);
  const bottom = level.topPx + level.heightPx;
  return (
    <Picture
      title="Evidence"
      detail="sound and level, dBFS"
      words={`Frames ${marked[0]} to ${marked[1]} are marked.`}
      heightPx={bottom + 20}
    >
      <Wave wave={wave} topPx={0} heightPx={60} />
      <Well {...level} />
      <YAxis ticks={[-80, -40, 0]} scale={yOf} />
      <XAxis
        ticks={roundTicks(wave.frames[0], wave.frames[1], 5)}
        scale={xOf}
        yPx={bottom + 14}
        gridTopPx={level.topPx}
        label="frame"
      />
      <path
        className={styles.first}
        d={linePath(
          levelDb.map((value) => Math.max(value, FLOOR_DB)),
          (index) => xOf(wave.frames[0] + index + 0.5),
          yOf,
        )}
      />
      {marked.map((frame) => (
        <path key={frame} className={styles.rule} d={`M${crisp(xOf(frame))} 0V${bottom}`} />
      ))}
    </Picture>
  );
}

/** Samples that are drawn as dots, not only as a line. */
const MOST_DOTS = 120;

function CloseUpPicture({ evidence }: { readonly evidence: SoundEvidence }) {
  const { closeUp, line } = evidence;
  const { samples, startSample, rate } = closeUp;
  if (samples.length === 0) return null;
  const [least, most] = paddedExtent(line === null ? samples : [...samples, line]);
  const well = { topPx: 0, heightPx: 76 };
  const yOf = linearScale([least, most], [well.heightPx, 0]);
  const xOf = linearScale([startSample, startSample + samples.length - 1], [GUTTER_PX + 4, PICTURE_PX - 4]);
  const endMs = ((samples.length - 1) / rate) * 1000;
  return (
    <Picture
      title="Samples"
      detail={`from ${startSample}, ${endMs.toFixed(1)} ms at ${rate} Hz`}
      words={`Between ${formatFigure(least)} and ${formatFigure(most)}.`}
      heightPx={96}
    >
      <Well {...well} />
      <YAxis ticks={roundTicks(least, most, 3)} scale={yOf} />
      {line !== null && (
        <>
          <path className={styles.rule} d={`M${GUTTER_PX} ${crisp(yOf(line))}H${PICTURE_PX}`} />
          <text className={styles.measure} x={PICTURE_PX - 6} y={yOf(line) - 4} textAnchor="end">
            {formatFigure(line)}
          </text>
        </>
      )}
      <path className={styles.first} d={linePath(samples, (index) => xOf(startSample + index), yOf)} />
      {samples.length <= MOST_DOTS &&
        Array.from(samples, (value, index) =>
          Number.isFinite(value) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample is known by its place alone
            <circle key={index} className={styles.now} cx={xOf(startSample + index)} cy={yOf(value)} r={1.5} />
          ) : null,
        )}
      <XAxis
        ticks={roundTicks(startSample, startSample + samples.length - 1, 4)}
        scale={xOf}
        yPx={well.heightPx + 14}
        label="sample"
        format={(tick) => withMinus(formatTick(tick))}
      />
    </Picture>
  );
}
