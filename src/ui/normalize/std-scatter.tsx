import { useMemo, useRef } from 'react';
import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import { useElementSize } from '../lanes/element-size.ts';
import {
  layoutScatter,
  markAt,
  markPath,
  type ScatterMark,
  type ScatterShape,
  shapesOfGroups,
} from './scatter-layout.ts';
import styles from './std-scatter.module.css';

const MARK_PX = 6;

export interface StdScatterProps {
  readonly comparison: StatisticsComparison | null;
  readonly chosen: ComparedDimension | null;
  readonly onChoose: (dimension: ComparedDimension) => void;
}

/** The std of the candidate against that of the reference, on log axes. */
export function StdScatter({ comparison, chosen, onChoose }: StdScatterProps) {
  const plot = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useElementSize(plot, { widthPx: 320, heightPx: 240 });
  const dimensions = comparison?.dimensions ?? NONE;
  const largest = comparison?.largest ?? NONE;
  const shape = useMemo(
    () => layoutScatter(dimensions, largest, chosen, widthPx, heightPx),
    [dimensions, largest, chosen, widthPx, heightPx],
  );
  const groups = useMemo(() => {
    const names = new Set(dimensions.map(({ group }) => group));
    return [...shapesOfGroups([...names])].sort(([a], [b]) => (a < b ? -1 : 1));
  }, [dimensions]);
  return (
    <section className={styles.panel} aria-label="Std against std">
      <h2 className={styles.title}>
        Std against std
        <span className={styles.legend} aria-hidden="true">
          {groups.map(([group, mark]) => (
            <span key={group} className={styles.key}>
              <svg aria-hidden="true" width="10" height="10">
                <path d={markPath(mark, 5, 5, 7)} className={mark === 'square' ? styles.hollow : styles.mark} />
              </svg>
              {group}
            </span>
          ))}
        </span>
      </h2>
      <div
        ref={plot}
        className={styles.plot}
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const mark = markAt(shape, event.clientX - box.left, event.clientY - box.top);
          if (mark !== null) onChoose(mark.dimension);
        }}
      >
        <svg
          role="img"
          aria-label={describeScatter(comparison)}
          className={styles.picture}
          width={widthPx}
          height={heightPx}
        >
          <Axes shape={shape} widthPx={widthPx} heightPx={heightPx} />
          <Marks marks={shape.marks} />
          <Chosen marks={shape.marks} chosen={chosen} />
          {shape.labels.map(({ text, xPx, yPx, anchor, leader }) => (
            <g key={text}>
              {leader !== null && <path d={leader} className={styles.leader} />}
              <text
                x={xPx}
                y={yPx}
                textAnchor={anchor}
                className={text === chosen?.name ? styles.chosenLabel : styles.label}
              >
                {text}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </section>
  );
}

const NONE: readonly ComparedDimension[] = [];

function Axes({
  shape,
  widthPx,
  heightPx,
}: {
  readonly shape: ScatterShape;
  readonly widthPx: number;
  readonly heightPx: number;
}) {
  const { plot, ticks, strip, diagonal, band } = shape;
  const middleX = (plot.left + plot.right) / 2;
  const middleY = (plot.top + plot.bottom) / 2;
  return (
    <>
      <defs>
        <clipPath id="std-scatter-plot">
          <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
        </clipPath>
      </defs>
      <rect
        x={plot.left}
        y={plot.top}
        width={plot.right - plot.left}
        height={plot.bottom - plot.top}
        className={styles.well}
      />
      <g clipPath="url(#std-scatter-plot)">
        <path d={band} className={styles.band} />
        {ticks.map(({ label, xPx, yPx }) => (
          <path
            key={label}
            d={`M${Math.round(xPx) + 0.5} ${plot.top}V${plot.bottom}M${plot.left} ${Math.round(yPx) + 0.5}H${plot.right}`}
            className={styles.grid}
          />
        ))}
        <path d={diagonal} className={styles.diagonal} />
      </g>
      {ticks.map(({ label, xPx, yPx }) => (
        <g key={label}>
          {(strip === null || xPx - strip.xPx > 30) && (
            <text x={xPx} y={plot.bottom + 34} textAnchor="middle" className={styles.tick}>
              {label}
            </text>
          )}
          <text x={plot.left - 22} y={yPx + 4} textAnchor="end" className={styles.tick}>
            {label}
          </text>
        </g>
      ))}
      {strip !== null && (
        <>
          <path
            d={`M${plot.left + 0.5} ${plot.top}V${heightPx - 22}M${18} ${plot.bottom + 0.5}H${plot.right}`}
            className={styles.stripEdge}
          />
          <text x={plot.left - 22} y={strip.yPx + 4} textAnchor="end" className={styles.nearZero}>
            ≈0
          </text>
          <text x={strip.xPx} y={plot.bottom + 34} textAnchor="middle" className={styles.nearZero}>
            ≈0
          </text>
        </>
      )}
      <text x={Math.min(middleX, widthPx - 60)} y={heightPx - 4} textAnchor="middle" className={styles.words}>
        std, reference
      </text>
      <text transform={`translate(11 ${middleY}) rotate(-90)`} textAnchor="middle" className={styles.words}>
        std, candidate
      </text>
    </>
  );
}

/** One path a shape and colour. */
function Marks({ marks }: { readonly marks: readonly ScatterMark[] }) {
  const paths = { agreed: '', agreedHollow: '', different: '', differentHollow: '', nearZero: '' };
  for (const { dimension, xPx, yPx, shape } of marks) {
    const kind =
      dimension.isNearZero && !dimension.isDifferent ? 'nearZero' : dimension.isDifferent ? 'different' : 'agreed';
    const isHollow = shape === 'square' && kind !== 'nearZero';
    paths[isHollow ? (`${kind}Hollow` as keyof typeof paths) : kind] += markPath(shape, xPx, yPx, MARK_PX);
  }
  return (
    <>
      <path d={paths.agreedHollow} className={styles.hollow} />
      <path d={paths.agreed} className={styles.mark} />
      <path d={paths.nearZero} className={styles.different} />
      <path d={paths.differentHollow} className={styles.differentHollow} />
      <path d={paths.different} className={styles.different} />
    </>
  );
}

function Chosen({
  marks,
  chosen,
}: {
  readonly marks: readonly ScatterMark[];
  readonly chosen: ComparedDimension | null;
}) {
  const mark = marks.find(({ dimension }) => dimension === chosen);
  return mark === undefined ? null : <circle cx={mark.xPx} cy={mark.yPx} r="7" className={styles.ring} />;
}

function describeScatter(comparison: StatisticsComparison | null): string {
  if (comparison === null) return 'Std of the candidate against std of the reference: nothing to compare yet';
  const { dimensions, differentCount, nearZero } = comparison;
  return `Std of the candidate against std of the reference: ${dimensions.length - differentCount} of ${dimensions.length} dimensions lie within 10 % of the diagonal, ${nearZero.length} are near 0; the table Largest disagreement has the numbers`;
}
