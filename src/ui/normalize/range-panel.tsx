import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { ComparedDimension } from '../../core/statistics/compare-statistics.ts';
import { formatFigure } from '../format/numbers.ts';
import { useElementSize } from '../lanes/element-size.ts';
import { titleGroup } from './group-words.ts';
import { moveDimension } from './move-dimension.ts';
import {
  dimensionAt,
  layoutRanges,
  POSE_FOOT_PX,
  RANGE_FOOT_PX,
  RANGE_GUTTER_PX,
  type RangeShape,
} from './range-layout.ts';
import styles from './range-panel.module.css';

export interface RangePanelProps {
  readonly group: string;
  readonly width: number;
  /** Those of the group in order; empty while nothing is compared. */
  readonly dimensions: readonly ComparedDimension[];
  /** The dimension in detail, where it belongs to this group. */
  readonly chosenDim: number | null;
  readonly onChoose: (dim: number) => void;
  readonly hasLegend: boolean;
}

/** Mean plus and minus std of every dimension of a group, reference wide, candidate thin. Also the slider that chooses a dimension. */
export function RangePanel({ group, width, dimensions, chosenDim, onChoose, hasLegend }: RangePanelProps) {
  const plot = useRef<HTMLDivElement>(null);
  const size = useElementSize(plot, { widthPx: 400, heightPx: 160 });
  const [hoverDim, setHoverDim] = useState<number | null>(null);
  const isPose = group === 'pose' && width === 6;
  const footPx = isPose ? POSE_FOOT_PX : RANGE_FOOT_PX;
  const shape = useMemo(() => layoutRanges(dimensions, size, footPx), [dimensions, size, footPx]);
  const title = titleGroup(group);
  const read = dimensions[hoverDim ?? -1];
  const chosen = dimensions[chosenDim ?? -1];

  function dimUnder(event: PointerEvent<HTMLElement>): number | null {
    return dimensionAt(shape, dimensions.length, event.clientX - event.currentTarget.getBoundingClientRect().left);
  }

  function handleKey(event: KeyboardEvent) {
    const next = moveDimension(event.key, chosenDim, width);
    if (next === null || dimensions.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(next);
  }

  return (
    <section className={styles.panel} aria-label={title}>
      <h2 className={styles.title}>
        {title}
        <span className={styles.detail}>{`${width} dimensions${isPose ? ', rad' : ''}`}</span>
        {read !== undefined && <span className={styles.readout}>{describeRanges(read)}</span>}
        {hasLegend && read === undefined && <Legend />}
      </h2>
      <div
        ref={plot}
        role="slider"
        tabIndex={0}
        aria-label={`Dimension of ${title}`}
        aria-valuemin={0}
        aria-valuemax={width - 1}
        aria-valuenow={chosenDim ?? 0}
        aria-valuetext={chosen === undefined ? 'none chosen' : describeRanges(chosen)}
        className={styles.plot}
        onKeyDown={handleKey}
        onPointerMove={(event) => setHoverDim(dimUnder(event))}
        onPointerLeave={() => setHoverDim(null)}
        onPointerDown={(event) => {
          const dim = dimUnder(event);
          if (dim !== null) onChoose(dim);
        }}
      >
        <Ranges shape={shape} size={size} chosenDim={chosenDim} axis={isPose ? 'pose' : 'index'} />
      </div>
    </section>
  );
}

function Ranges({
  shape,
  size: { widthPx, heightPx },
  chosenDim,
  axis,
}: {
  readonly shape: RangeShape;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly chosenDim: number | null;
  readonly axis: 'index' | 'pose';
}) {
  const { plotHeightPx } = shape;
  const chosenX = chosenDim === null ? null : shape.leftPx + chosenDim * shape.pitchPx;
  return (
    <svg aria-hidden="true" className={styles.picture} width={widthPx} height={heightPx}>
      <rect
        x={RANGE_GUTTER_PX}
        width={Math.max(widthPx - RANGE_GUTTER_PX, 0)}
        height={plotHeightPx}
        className={styles.well}
      />
      {chosenX !== null && (
        <rect
          x={Math.round(chosenX)}
          width={Math.max(Math.round(shape.pitchPx), 2)}
          height={plotHeightPx}
          className={styles.chosen}
        />
      )}
      {shape.gridYPx.map(({ yPx, label, isZero }) => (
        <g key={label}>
          <path d={`M${RANGE_GUTTER_PX} ${yPx + 0.5}H${widthPx}`} className={isZero ? styles.zero : styles.grid} />
          <text x={RANGE_GUTTER_PX - 8} y={yPx + 4} textAnchor="end" className={styles.tick}>
            {label}
          </text>
        </g>
      ))}
      <path d={shape.reference} className={styles.reference} />
      <path d={shape.referenceMeans} className={styles.referenceMean} />
      <path d={shape.candidate} className={styles.candidate} />
      <path d={shape.different} className={styles.different} />
      <path d={shape.candidateMeans} className={styles.candidateMean} />
      {axis === 'pose' ? (
        <PoseAxis shape={shape} chosenDim={chosenDim} heightPx={heightPx} />
      ) : (
        <IndexAxis shape={shape} chosenDim={chosenDim} heightPx={heightPx} />
      )}
    </svg>
  );
}

interface AxisProps {
  readonly shape: RangeShape;
  readonly chosenDim: number | null;
  readonly heightPx: number;
}

/** A label this close to that of the chosen dimension gives way. */
const LABEL_CLEAR_PX = 22;

function IndexAxis({ shape: { labels, leftPx, pitchPx }, chosenDim, heightPx }: AxisProps) {
  const chosenX = chosenDim === null ? null : leftPx + (chosenDim + 0.5) * pitchPx;
  return (
    <>
      {labels
        .filter(({ xPx }) => chosenX === null || Math.abs(xPx - chosenX) > LABEL_CLEAR_PX)
        .map(({ dim, xPx }) => (
          <text key={dim} x={xPx} y={heightPx - 5} textAnchor="middle" className={styles.tick}>
            {dim}
          </text>
        ))}
      {chosenX !== null && (
        <text x={chosenX} y={heightPx - 5} textAnchor="middle" className={styles.chosenTick}>
          {chosenDim}
        </text>
      )}
    </>
  );
}

function PoseAxis({ shape: { leftPx, pitchPx }, chosenDim, heightPx }: AxisProps) {
  return (
    <>
      {['x', 'y', 'z', 'x', 'y', 'z'].map((axis, dim) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
          key={dim}
          x={leftPx + (dim + 0.5) * pitchPx}
          y={heightPx - RANGE_FOOT_PX - 4}
          textAnchor="middle"
          className={dim === chosenDim ? styles.chosenTick : styles.tick}
        >
          {axis}
        </text>
      ))}
      {['head', 'jaw'].map((joint, at) => (
        <g key={joint}>
          <path
            d={`M${leftPx + (at * 3 + 0.15) * pitchPx} ${heightPx - RANGE_FOOT_PX + 0.5}h${2.7 * pitchPx}`}
            className={styles.bracket}
          />
          <text x={leftPx + (at * 3 + 1.5) * pitchPx} y={heightPx - 5} textAnchor="middle" className={styles.words}>
            {joint}
          </text>
        </g>
      ))}
    </>
  );
}

function Legend() {
  return (
    <span className={styles.legend} aria-hidden="true">
      <span className={styles.detail}>mean ± std, dataset units</span>
      <i className={styles.keyReference} />
      Reference
      <i className={styles.keyCandidate} />
      Candidate
      <i className={styles.keyDifferent} />
      Differs by more than 10 %
    </span>
  );
}

function describeRanges({ name, refMean, refStd, candMean, candStd, isDifferent }: ComparedDimension): string {
  const words = `${name}: reference ${formatFigure(refMean)} ± ${formatFigure(refStd)}, candidate ${formatFigure(candMean)} ± ${formatFigure(candStd)}`;
  return isDifferent ? `${words}, differs by more than 10 %` : words;
}
