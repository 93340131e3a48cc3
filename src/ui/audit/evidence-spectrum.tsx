import type { SpectrumEvidence } from '../../core/audit/evidence.ts';
import styles from './evidence.module.css';
import { crisp, DimensionLine, Picture, Well, XAxis, YAxis } from './evidence-axes.tsx';
import { GUTTER_PX, linearScale, linePath, PICTURE_PX, paddedExtent, roundTicks } from './evidence-scale.ts';

const WELL = { topPx: 0, heightPx: 132 };

/** What is always there, by frequency, with the mains lines. */
export function SpectrumPicture({ evidence }: { readonly evidence: SpectrumEvidence }) {
  const { frequencies, levelsDb, lines } = evidence;
  const [from, to] = [frequencies[0] ?? 0, frequencies.at(-1) ?? 1];
  const [least, most] = paddedExtent(levelsDb);
  const xOf = linearScale([from, to], [GUTTER_PX, PICTURE_PX]);
  const yOf = linearScale([least, most], [WELL.heightPx, 0]);
  const strongest = [...lines].sort((a, b) => b.levelDb - b.floorDb - (a.levelDb - a.floorDb))[0];
  return (
    <Picture
      title="Evidence"
      detail="spectrum of the quiet windows, dBFS"
      words={lines
        .map(({ hz, levelDb, floorDb }) => `${hz} Hz ${(levelDb - floorDb).toFixed(0)} dB over its floor`)
        .join(', ')}
      heightPx={WELL.heightPx + 20}
    >
      <Well {...WELL} />
      <YAxis ticks={roundTicks(least, most, 4)} scale={yOf} />
      <XAxis ticks={roundTicks(from, to, 5)} scale={xOf} yPx={WELL.heightPx + 14} gridTopPx={0} label="Hz" />
      <path className={styles.first} d={linePath(levelsDb, (index) => xOf(frequencies[index] ?? Number.NaN), yOf)} />
      {lines.map(({ hz }) => (
        <path key={hz} className={styles.rule} d={`M${crisp(xOf(hz))} 0V${WELL.heightPx}`} />
      ))}
      {strongest !== undefined && (
        <DimensionLine
          isVertical
          fromPx={yOf(strongest.levelDb)}
          toPx={yOf(strongest.floorDb)}
          acrossPx={xOf(strongest.hz) + 8}
          words={`${(strongest.levelDb - strongest.floorDb).toFixed(0)} dB`}
        />
      )}
    </Picture>
  );
}
