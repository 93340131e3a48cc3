import type { LagEvidence } from '../../core/audit/evidence.ts';
import { withMinus } from '../format/numbers.ts';
import styles from './evidence.module.css';
import { crisp, DimensionLine, formatTick, Picture, Well, XAxis, YAxis } from './evidence-axes.tsx';
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

/** How late the jaw is: around one onset, by lag, and clip by clip. */
export function LagPictures({ evidence }: { readonly evidence: LagEvidence }) {
  return (
    <>
      <OnsetPicture evidence={evidence} />
      <LagPicture evidence={evidence} />
      <ClipPicture evidence={evidence} />
    </>
  );
}

const WAVE = { topPx: 0, heightPx: 60 };
const JAW = { topPx: 84, heightPx: 84 };

function OnsetPicture({ evidence }: { readonly evidence: LagEvidence }) {
  const { frames, wave, jaw, jawMoved, lagFrames, soundOnset, jawOnset } = evidence;
  const xOf = frameScale(frames);
  const [least, most] = paddedExtent([...jaw.values, ...jawMoved]);
  const yOf = linearScale([least, most], [JAW.topPx + JAW.heightPx, JAW.topPx]);
  const bottom = JAW.topPx + JAW.heightPx;
  const frameX = (index: number) => xOf(frames[0] + index + 0.5);
  return (
    <Picture
      title="Evidence"
      detail={`solid: jaw as stored, dashed: moved by ${formatSignedFrames(-lagFrames)}`}
      words={`The sound begins at frame ${soundOnset}, the jaw at frame ${jawOnset}.`}
      heightPx={bottom + 20}
    >
      <Wave wave={wave} {...WAVE} />
      <Well {...JAW} />
      <YAxis ticks={roundTicks(least, most, 3)} scale={yOf} />
      <XAxis
        ticks={roundTicks(frames[0], frames[1], 5)}
        scale={xOf}
        yPx={bottom + 14}
        gridTopPx={JAW.topPx}
        label="frame"
      />
      <path className={styles.second} d={linePath(jawMoved, frameX, yOf)} />
      <path className={styles.first} d={linePath(jaw.values, frameX, yOf)} />
      <path className={styles.rule} d={`M${crisp(xOf(soundOnset))} 0V${bottom}`} />
      <path className={styles.rule} d={`M${crisp(xOf(jawOnset))} ${WAVE.heightPx}V${bottom}`} />
      <DimensionLine
        fromPx={xOf(soundOnset)}
        toPx={xOf(jawOnset)}
        acrossPx={WAVE.heightPx + 12}
        words={`${formatSignedFrames(lagFrames)} frames`}
      />
    </Picture>
  );
}

function LagPicture({ evidence }: { readonly evidence: LagEvidence }) {
  const { byLag, maxLagFrames, expectedLags, lagFrames, r } = evidence;
  const xOf = linearScale([-maxLagFrames - 0.5, maxLagFrames + 0.5], [GUTTER_PX, PICTURE_PX]);
  const well = { topPx: 0, heightPx: 76 };
  const yOf = linearScale([-1, 1], [well.heightPx, 0]);
  const [first, last] = expectedLags;
  return (
    <Picture
      title="Correlation by lag"
      detail="envelope against jaw opening"
      words={`Best ${r.toFixed(2)} at ${formatSignedFrames(lagFrames)} frames; expected between ${first} and ${last}.`}
      heightPx={112}
    >
      <Well {...well} />
      <rect
        className={styles.expected}
        x={xOf(first - 0.5)}
        y={0}
        width={xOf(last + 0.5) - xOf(first - 0.5)}
        height={well.heightPx}
      />
      <text className={styles.words} x={xOf((first + last) / 2)} y={12} textAnchor="middle">
        expected
      </text>
      <YAxis ticks={[-1, 0, 1]} scale={yOf} format={formatSignedFrames} />
      {Array.from(byLag, (value, index) => {
        const lag = index - maxLagFrames;
        if (!Number.isFinite(value)) return null;
        const isBest = lag === lagFrames;
        return (
          <rect
            key={lag}
            className={isBest ? styles.now : styles.bar}
            x={xOf(lag) - (isBest ? 3 : 1.5)}
            width={isBest ? 6 : 3}
            y={Math.min(yOf(value), yOf(0))}
            height={Math.max(1, Math.abs(yOf(value) - yOf(0)))}
          />
        );
      })}
      <text className={styles.measure} x={clampText(xOf(lagFrames))} y={Math.max(yOf(r) - 4, 11)} textAnchor="middle">
        r {r.toFixed(2)}
      </text>
      <XAxis
        ticks={roundTicks(-maxLagFrames, maxLagFrames, 6)}
        scale={xOf}
        yPx={well.heightPx + 14}
        format={formatSignedFrames}
      />
      <text className={styles.words} x={(GUTTER_PX + PICTURE_PX) / 2} y={well.heightPx + 30} textAnchor="middle">
        jaw behind sound, frames
      </text>
    </Picture>
  );
}

function ClipPicture({ evidence }: { readonly evidence: LagEvidence }) {
  const { byClip, expectedLags, maxLagFrames } = evidence;
  if (byClip.length === 0) return null;
  const clips = byClip.map(({ clip }) => clip);
  const xOf = linearScale([(clips[0] ?? 0) - 0.5, (clips.at(-1) ?? 0) + 0.5], [GUTTER_PX, PICTURE_PX]);
  const known = byClip.flatMap(({ lagFrames }) => (lagFrames === null ? [] : [lagFrames]));
  const most = Math.min(Math.max(expectedLags[1] + 1, ...known), maxLagFrames);
  const least = Math.max(Math.min(expectedLags[0] - 1, ...known), -maxLagFrames);
  const yOf = linearScale([least, most], [56, 4]);
  return (
    <Picture
      title="Lag by clip"
      detail="frames; a clip without enough speech has no dot"
      words={byClip.map(({ clip, lagFrames }) => `clip ${clip}: ${lagFrames ?? 'unknown'}`).join(', ')}
      heightPx={80}
    >
      <Well topPx={0} heightPx={60} />
      <rect
        className={styles.expected}
        x={GUTTER_PX}
        width={PICTURE_PX - GUTTER_PX}
        y={yOf(expectedLags[1])}
        height={yOf(expectedLags[0]) - yOf(expectedLags[1])}
      />
      <YAxis ticks={roundTicks(least, most, 3).filter(Number.isInteger)} scale={yOf} format={formatSignedFrames} />
      {byClip.map(({ clip, lagFrames }) =>
        lagFrames === null ? null : (
          <g key={clip}>
            <path className={styles.stem} d={`M${crisp(xOf(clip))} ${yOf(0)}V${yOf(lagFrames)}`} />
            <circle className={styles.now} cx={xOf(clip)} cy={yOf(lagFrames)} r={3} />
          </g>
        ),
      )}
      <XAxis
        ticks={roundTicks(clips[0] ?? 0, clips.at(-1) ?? 0, 5).filter(Number.isInteger)}
        scale={xOf}
        yPx={74}
        label="clip"
        format={(clip) => String(clip).padStart(3, '0')}
      />
    </Picture>
  );
}

function formatSignedFrames(value: number): string {
  return value > 0 ? `+${formatTick(value)}` : withMinus(formatTick(value));
}

function clampText(px: number): number {
  return Math.min(Math.max(px, GUTTER_PX + 24), PICTURE_PX - 24);
}
