import type { SeamEvidence } from '../../core/audit/evidence.ts';
import { formatFigure, formatSigned, withMinus } from '../format/numbers.ts';
import styles from './evidence.module.css';
import { crisp, DimensionLine, Picture, Well, XAxis, YAxis } from './evidence-axes.tsx';
import {
  frameScale,
  GUTTER_PX,
  linearScale,
  linePath,
  logScale,
  PICTURE_PX,
  paddedExtent,
  roundTicks,
} from './evidence-scale.ts';
import { Wave } from './evidence-wave.tsx';

/** A jump where two clips meet: the curve, the step among all steps, and every seam of the sequence. */
export function SeamPictures({ evidence }: { readonly evidence: SeamEvidence }) {
  return (
    <>
      <CurvePicture evidence={evidence} />
      <StepPicture evidence={evidence} />
      <SeamsPicture evidence={evidence} />
    </>
  );
}

const WAVE = { topPx: 22, heightPx: 48 };
const CURVE = { topPx: 78, heightPx: 104 };

function CurvePicture({ evidence }: { readonly evidence: SeamEvidence }) {
  const { frames, clips, curve, seamFrame, step, wave } = evidence;
  const xOf = frameScale(frames);
  const [least, most] = paddedExtent(curve.values);
  const yOf = linearScale([least, most], [CURVE.topPx + CURVE.heightPx, CURVE.topPx]);
  const bottom = CURVE.topPx + CURVE.heightPx;
  const frameX = (index: number) => xOf(frames[0] + index + 0.5);
  const at = seamFrame - frames[0];
  const [before, after] = [curve.values[at - 1] ?? Number.NaN, curve.values[at] ?? Number.NaN];
  const unit = curve.unit === '' ? '' : ` ${curve.unit}`;
  let clipStart = frames[0];
  return (
    <Picture
      title="Evidence"
      detail={`${curve.label}${curve.unit === '' ? '' : `, ${curve.unit}`}`}
      words={`${curve.label} is ${formatFigure(before)} at frame ${seamFrame - 1} and ${formatFigure(after)} at frame ${seamFrame}.`}
      heightPx={bottom + 20}
    >
      {clips.map(({ clip, frames: [start, end] }) => {
        const [left, right] = [xOf(clipStart), xOf(clipStart + end - start)];
        clipStart += end - start;
        return (
          <g key={clip}>
            <rect className={styles.clip} x={left} y={2} width={Math.max(right - left - 1, 0)} height={16} />
            {right - left > 100 && (
              <text className={styles.clipText} x={left + 6} y={14}>
                {String(clip).padStart(3, '0')} [{start},{end}]
              </text>
            )}
          </g>
        );
      })}
      <text className={styles.label} x={0} y={14}>
        clip
      </text>
      <Wave wave={wave} {...WAVE} />
      <Well {...CURVE} />
      <YAxis ticks={roundTicks(least, most, 4)} scale={yOf} />
      <XAxis
        ticks={roundTicks(frames[0], frames[1], 5)}
        scale={xOf}
        yPx={bottom + 14}
        gridTopPx={CURVE.topPx}
        label="frame"
      />
      <path className={styles.first} d={linePath(curve.values.subarray(0, at), frameX, yOf)} />
      <path className={styles.first} d={linePath(curve.values.subarray(at), (index) => frameX(index + at), yOf)} />
      <path className={styles.rule} d={`M${crisp(xOf(seamFrame))} ${WAVE.topPx}V${bottom}`} />
      {Number.isFinite(before) && Number.isFinite(after) && (
        <>
          <circle className={styles.now} cx={frameX(at - 1)} cy={yOf(before)} r={3} />
          <circle className={styles.now} cx={frameX(at)} cy={yOf(after)} r={3} />
          <DimensionLine
            isVertical
            fromPx={yOf(after)}
            toPx={yOf(before)}
            acrossPx={frameX(at) + 14}
            words={`${formatSigned(step, 3)}${unit}`}
          />
        </>
      )}
    </Picture>
  );
}

function StepPicture({ evidence }: { readonly evidence: SeamEvidence }) {
  const { histogram, p999, step, curve } = evidence;
  const { edges, counts } = histogram;
  const size = Math.abs(step);
  const from = edges[0] ?? size / 10;
  const to = Math.max(edges.at(-1) ?? size, size) * 1.5;
  if (counts.length === 0 || !(from > 0) || !(to > from)) return null;
  const xOf = logScale([from, to], [GUTTER_PX, PICTURE_PX]);
  const well = { topPx: 0, heightPx: 64 };
  const yOf = linearScale([0, Math.log1p(Math.max(...counts)) * 1.3], [well.heightPx, 0]);
  const powers = roundTicks(Math.ceil(Math.log10(from)), Math.floor(Math.log10(to)), 4).filter(Number.isInteger);
  return (
    <Picture
      title={`Steps of ${curve.label}`}
      detail="frame to frame, log count"
      words={`This step is ${(size / p999).toFixed(1)} times the 99.9th percentile of the steps within clips.`}
      heightPx={100}
    >
      <Well {...well} />
      {Array.from(counts, (count, index) => {
        const [left, right] = [xOf(edges[index] ?? from), xOf(edges[index + 1] ?? to)];
        return count === 0 ? null : (
          <rect
            key={left}
            className={styles.bar}
            x={left}
            width={Math.max(right - left - 1, 1)}
            y={yOf(Math.log1p(count))}
            height={well.heightPx - yOf(Math.log1p(count))}
          />
        );
      })}
      <rect className={styles.now} x={xOf(size) - 2} width={4} y={well.heightPx - 10} height={10} />
      <text className={styles.words} x={Math.min(xOf(size), PICTURE_PX) + 4} y={well.heightPx - 14} textAnchor="end">
        this step
      </text>
      {p999 > from && (
        <>
          <path className={styles.rule} d={`M${crisp(xOf(p999))} 0V${well.heightPx}`} />
          <text className={styles.words} x={xOf(p999) + 5} y={11}>
            p99.9
          </text>
          <DimensionLine fromPx={xOf(p999)} toPx={xOf(size)} acrossPx={30} words={`${(size / p999).toFixed(1)} ×`} />
        </>
      )}
      <XAxis
        ticks={powers.map((power) => 10 ** power)}
        scale={xOf}
        yPx={well.heightPx + 14}
        format={(value) => withMinus(value < 1e-4 ? value.toExponential() : String(Number(value.toPrecision(3))))}
      />
      <text className={styles.words} x={(GUTTER_PX + PICTURE_PX) / 2} y={well.heightPx + 30} textAnchor="middle">
        |Δ {curve.label}|{curve.unit === '' ? '' : `, ${curve.unit}`} per frame
      </text>
    </Picture>
  );
}

function SeamsPicture({ evidence }: { readonly evidence: SeamEvidence }) {
  const { seams, ruleRatio, seamFrame, clips } = evidence;
  const [first, last] = [seams[0]?.clip ?? 0, seams.at(-1)?.clip ?? 0];
  const here = clips.at(-1)?.clip;
  const xOf = linearScale([first - 0.5, last + 0.5], [GUTTER_PX, PICTURE_PX]);
  const most = Math.max(ruleRatio * 1.5, ...seams.map(({ ratio }) => (Number.isFinite(ratio) ? ratio : 0)));
  const yOf = linearScale([0, most * 1.1], [56, 2]);
  return (
    <Picture
      title="Every seam of this sequence"
      detail="step over p99.9"
      words={`The seam at frame ${seamFrame} among ${seams.length}; the rule is ${ruleRatio}.`}
      heightPx={80}
    >
      <Well topPx={0} heightPx={60} />
      <YAxis ticks={roundTicks(0, most, 3)} scale={yOf} />
      <path className={styles.rule} d={`M${GUTTER_PX} ${crisp(yOf(ruleRatio))}H${PICTURE_PX}`} />
      <text className={styles.words} x={PICTURE_PX - 4} y={yOf(ruleRatio) - 4} textAnchor="end">
        rule
      </text>
      {seams.map(({ clip, ratio }) =>
        Number.isFinite(ratio) ? (
          <circle
            key={clip}
            className={clip === here ? styles.now : styles.bar}
            cx={xOf(clip)}
            cy={yOf(ratio)}
            r={clip === here ? 3 : 2}
          />
        ) : null,
      )}
      <XAxis
        ticks={roundTicks(first, last, 5).filter(Number.isInteger)}
        scale={xOf}
        yPx={74}
        label="seam"
        format={(clip) => String(clip).padStart(3, '0')}
      />
    </Picture>
  );
}
