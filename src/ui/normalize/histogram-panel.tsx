import { useMemo, useRef } from 'react';
import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import type { NormalHistogram } from '../../core/statistics/normal-histogram.ts';
import { nameSplit } from '../../state/normalize/recipe-words.ts';
import { Button } from '../controls/button.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { formatCount } from '../format/numbers.ts';
import { useElementSize } from '../lanes/element-size.ts';
import { useActions, useAppState } from '../store-context.ts';
import { titleGroup } from './group-words.ts';
import { layoutNormalized, layoutRaw, type NormalizedShape, type RawShape } from './histogram-layout.ts';
import styles from './histogram-panel.module.css';

const FOOT_PX = 16;
const NAME_PX = 20;

export interface HistogramPanelProps {
  readonly comparison: StatisticsComparison | null;
  readonly chosen: ComparedDimension | null;
  readonly onChoose: (group: string, dim: number) => void;
}

/** The values of one dimension over every frame of the split, as stored and as either side normalises them. */
export function HistogramPanel({ comparison, chosen, onChoose }: HistogramPanelProps) {
  return (
    <section className={styles.panel} aria-label="Histogram">
      <h2 className={styles.title}>
        Histogram
        {comparison !== null && chosen !== null && (
          <DimensionChoice comparison={comparison} chosen={chosen} onChoose={onChoose} />
        )}
      </h2>
      <Pictures chosen={chosen} />
    </section>
  );
}

function DimensionChoice({
  comparison,
  chosen,
  onChoose,
}: {
  readonly comparison: StatisticsComparison;
  readonly chosen: ComparedDimension;
  readonly onChoose: HistogramPanelProps['onChoose'];
}) {
  const groups = useMemo(() => groupDimensions(comparison), [comparison]);
  return (
    <select
      aria-label="Dimension"
      className={styles.select}
      value={`${chosen.group}.${chosen.dim}`}
      onChange={(event) => {
        const at = event.currentTarget.value.lastIndexOf('.');
        onChoose(event.currentTarget.value.slice(0, at), Number(event.currentTarget.value.slice(at + 1)));
      }}
    >
      {groups.map(([group, dimensions]) => (
        <optgroup key={group} label={titleGroup(group)}>
          {dimensions.map(({ dim, name }) => (
            <option key={dim} value={`${group}.${dim}`}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function groupDimensions({ dimensions }: StatisticsComparison): [string, readonly ComparedDimension[]][] {
  const names = [...new Set(dimensions.map(({ group }) => group))];
  return names.map((name) => [name, dimensions.filter(({ group }) => group === name)]);
}

function Pictures({ chosen }: { readonly chosen: ComparedDimension | null }) {
  const histogram = useAppState((state) => state.normalize.histogram);
  const body = useRef<HTMLDivElement>(null);
  const size = useElementSize(body, { widthPx: 320, heightPx: 240 });
  const counted = 'groups' in histogram ? histogram.groups.get(chosen?.group ?? '') : undefined;
  const isCounted = counted !== undefined && counted.frameCount > 0 && chosen !== null && 'over' in histogram;
  return (
    <div ref={body} className={styles.body}>
      {isCounted ? (
        <Counted
          histogram={counted}
          chosen={chosen}
          over={`${nameSplit(histogram.over)}${histogram.phase === 'done' ? '' : ', provisional'}`}
          {...size}
        />
      ) : (
        <NotCounted isComparable={chosen !== null} />
      )}
    </div>
  );
}

function NotCounted({ isComparable }: { readonly isComparable: boolean }) {
  const histogram = useAppState((state) => state.normalize.histogram);
  const { normalize } = useActions();
  return (
    <div className={styles.instead}>
      {histogram.phase === 'failed' && <InlineProblem problem={histogram.problem} />}
      {histogram.phase === 'running' ? (
        <p>The first sequence is being counted.</p>
      ) : (
        <p>A histogram needs every frame of the split.</p>
      )}
      {histogram.phase !== 'running' && isComparable && (
        <Button onClick={normalize.countHistogram}>Count every frame</Button>
      )}
    </div>
  );
}

function Counted({
  histogram,
  chosen,
  over,
  widthPx,
  heightPx,
}: {
  readonly histogram: NormalHistogram;
  readonly chosen: ComparedDimension;
  readonly over: string;
  readonly widthPx: number;
  readonly heightPx: number;
}) {
  const plotHeightPx = Math.max(Math.round((heightPx - 2 * FOOT_PX - 2 * NAME_PX) / 2) - 2, 24);
  const raw = layoutRaw(histogram, chosen, widthPx, plotHeightPx);
  const normalized = layoutNormalized(histogram, chosen, widthPx, plotHeightPx);
  const candidateClass = chosen.isDifferent ? styles.different : styles.candidate;
  const frames = `${formatCount(histogram.frameCount)} frames of ${over}`;
  return (
    <>
      <p className={styles.name}>
        Raw
        <span className={styles.detail}>{frames}</span>
      </p>
      <svg
        role="img"
        aria-label={`Histogram of ${chosen.name} as stored: ${frames}, ${formatCount(raw.outsideCount)} beyond the ends, ${formatCount(raw.nonFiniteCount)} not finite`}
        className={styles.picture}
        width={widthPx}
        height={plotHeightPx + FOOT_PX}
      >
        <rect width={widthPx} height={plotHeightPx} className={styles.well} />
        <path d={raw.bars} className={styles.bars} />
        <path d={raw.reference} className={styles.reference} />
        <path d={raw.candidate} className={candidateClass} />
        <Ticks ticks={raw.ticks} yPx={plotHeightPx + 12} />
      </svg>
      <p className={styles.name}>
        Normalized, against N(0,1)
        <span className={`${styles.detail} ${styles.beyond}`}>
          {describeBeyond(normalized.beyond, raw.nonFiniteCount)}
        </span>
      </p>
      <svg
        role="img"
        aria-label={`${chosen.name} normalized by the reference and by the candidate, against the standard normal density: ${describeBeyond(normalized.beyond, raw.nonFiniteCount)}`}
        className={styles.picture}
        width={widthPx}
        height={plotHeightPx + FOOT_PX}
      >
        <rect width={widthPx} height={plotHeightPx} className={styles.well} />
        <path d={normalized.normal} className={styles.normal} />
        <path d={normalized.reference} className={styles.reference} />
        <path d={normalized.candidate} className={candidateClass} />
        <Ticks ticks={normalized.ticks} yPx={plotHeightPx + 12} />
      </svg>
    </>
  );
}

function Ticks({ ticks, yPx }: { readonly ticks: RawShape['ticks']; readonly yPx: number }) {
  return ticks.map(({ label, xPx }) => (
    <text key={label} x={xPx} y={yPx} textAnchor="middle" className={styles.tick}>
      {label}
    </text>
  ));
}

function describeBeyond({ reference, candidate }: NormalizedShape['beyond'], nonFiniteCount: number): string {
  const share = (value: number | null) =>
    value === null ? 'not counted' : `${(value * 100).toFixed(value > 0 && value < 0.01 ? 2 : 0)} %`;
  const beyond = `beyond ±4: ref. ${share(reference)}, cand. ${share(candidate)}`;
  return nonFiniteCount > 0 ? `${beyond}, ${formatCount(nonFiniteCount)} not finite` : beyond;
}
