import { PLOT_STYLES as styles } from './svg-plot.tsx';

const LETTER_PX = 6;
const TICK_PX = 9;
const GAP_PX = 7;
const MIN_ARM_PX = 6;

/** A span with its name in the middle of the line, the longest of `names` that fits; beside the line where none does and there is room. */
export function DimensionLine({
  fromX,
  toX,
  y,
  names,
  roomUntilX,
  isStrong,
}: {
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  /** Longest first. */
  readonly names: readonly string[];
  /** Where the room to the right of the line ends. */
  readonly roomUntilX: number;
  readonly isStrong: boolean;
}) {
  const width = toX - fromX;
  const widthOf = (name: string) => name.length * LETTER_PX + 2 * GAP_PX;
  const inside = names.find((name) => widthOf(name) + 2 * MIN_ARM_PX <= width);
  const beside = inside === undefined ? names.find((name) => toX + widthOf(name) <= roomUntilX) : undefined;
  const ends = `M${fromX} ${y - TICK_PX / 2}v${TICK_PX}M${toX} ${y - TICK_PX / 2}v${TICK_PX}`;
  const textClass = `${styles.label} ${isStrong ? styles.strong : ''}`;
  if (inside === undefined) {
    return (
      <>
        <path className={styles.dimension} d={`${ends}M${fromX} ${y}H${toX}`} />
        {beside !== undefined && (
          <text className={textClass} x={toX + GAP_PX} y={y + 4}>
            {beside}
          </text>
        )}
      </>
    );
  }
  const middle = (fromX + toX) / 2;
  const half = widthOf(inside) / 2;
  return (
    <>
      <path className={styles.dimension} d={`${ends}M${fromX} ${y}H${middle - half}M${middle + half} ${y}H${toX}`} />
      <text className={textClass} x={middle} y={y + 4} textAnchor="middle">
        {inside}
      </text>
    </>
  );
}
