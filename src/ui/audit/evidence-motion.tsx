import type { MotionEvidence } from '../../core/audit/evidence.ts';
import { formatFigure } from '../format/numbers.ts';
import styles from './evidence.module.css';
import { crisp, Picture, Well, XAxis, YAxis } from './evidence-axes.tsx';
import {
  frameScale,
  GUTTER_PX,
  linearScale,
  linePath,
  PICTURE_PX,
  paddedExtent,
  roundTicks,
} from './evidence-scale.ts';

const LINES = ['first', 'second', 'third'] as const;
const WELL = { topPx: 0, heightPx: 120 };

/** Coefficients around what was found; a gap is a value that is not finite. Three curves a picture. */
export function MotionPictures({ evidence }: { readonly evidence: MotionEvidence }) {
  const { curves } = evidence;
  const parts = Array.from({ length: Math.ceil(curves.length / LINES.length) }, (_, part) =>
    curves.slice(part * LINES.length, (part + 1) * LINES.length),
  );
  return parts.map((part, index) => (
    <CurvesPicture
      key={part[0]?.label}
      title={index === 0 ? 'Evidence' : 'More dimensions'}
      evidence={{ ...evidence, curves: part }}
    />
  ));
}

function CurvesPicture({ title, evidence }: { readonly title: string; readonly evidence: MotionEvidence }) {
  const { frames, marked, curves, limit } = evidence;
  const xOf = frameScale(frames);
  const all = curves.flatMap(({ values }) => Array.from(values));
  const [least, most] = paddedExtent(limit === null ? all : [...all, limit]);
  const yOf = linearScale([least, most], [WELL.heightPx, 0]);
  const units = [...new Set(curves.map(({ unit }) => unit).filter((unit) => unit !== ''))];
  return (
    <Picture
      title={title}
      detail={[curves.map(({ label }) => label).join(', '), ...units].join(', ')}
      words={`Frames ${marked[0]} to ${marked[1]} are marked.`}
      heightPx={WELL.heightPx + 20}
    >
      <Well {...WELL} />
      <rect
        className={styles.expected}
        x={xOf(marked[0])}
        y={0}
        width={Math.max(xOf(marked[1]) - xOf(marked[0]), 1)}
        height={WELL.heightPx}
      />
      <YAxis ticks={roundTicks(least, most, 4)} scale={yOf} />
      <XAxis ticks={roundTicks(frames[0], frames[1], 5)} scale={xOf} yPx={WELL.heightPx + 14} label="frame" />
      {limit !== null && (
        <>
          <path className={styles.rule} d={`M${GUTTER_PX} ${crisp(yOf(limit))}H${PICTURE_PX}`} />
          <text className={styles.measure} x={PICTURE_PX - 6} y={yOf(limit) - 4} textAnchor="end">
            {formatFigure(limit)}
          </text>
        </>
      )}
      {curves.map(({ label, values }, index) => (
        <path
          key={label}
          className={styles[LINES[index] ?? 'first']}
          d={linePath(values, (frame) => xOf(frames[0] + frame + 0.5), yOf)}
        />
      ))}
    </Picture>
  );
}
