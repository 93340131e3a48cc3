import { COEFFICIENT_EPS, normalizeCoefficients } from '../../core/sample/normalize.ts';
import { nameDimension } from '../../core/statistics/dimension-name.ts';
import { findNearZeroStd, type NearZeroStd } from '../../core/statistics/stats-file.ts';
import type { Lane } from '../../state/app-state.ts';
import type { CoefficientGroup, StatisticsSummary } from '../../worker/protocol.ts';

/** Dimensions of near-zero std that are listed without being asked for; the sentence counts the others. */
const MAX_WARNED_ROWS = 4;

export interface Dimension {
  readonly group: string;
  /** Index within the group. */
  readonly dim: number;
  /** Values a frame of the group. */
  readonly width: number;
}

/** One line of the table; statistics are null where the file has none for the group. */
export interface CoefficientRow extends Dimension {
  readonly name: string;
  /** NaN where the frame is not loaded or not readable. */
  readonly value: number;
  readonly statistics: { readonly mean: number; readonly std: number; readonly z: number } | null;
  readonly isStdNearZero: boolean;
}

/** Dimensions worth a line: those of the curve lanes, the first of each group, and those whose std is near zero. In the groups' order. */
export function chooseDimensions(
  groups: readonly CoefficientGroup[],
  lanes: readonly Lane[],
  nearZero: readonly NearZeroStd[],
): readonly Dimension[] {
  const warned = nearZero.slice(0, MAX_WARNED_ROWS);
  return groups.flatMap(({ name, width }) => {
    const dims = new Set<number>([0]);
    for (const { content } of lanes) {
      if (content.kind === 'curves' && content.group === name) for (const dim of content.dims) dims.add(dim);
    }
    for (const { group, dim } of warned) if (group === name) dims.add(dim);
    return [...dims]
      .filter((dim) => dim < width)
      .sort((a, b) => a - b)
      .map((dim) => ({ group: name, dim, width }));
  });
}

/** The dimensions at one frame, normalised as the loader does it. `coef` is row-major (n_frames, width) by group name. */
export function readCoefficients(
  dimensions: readonly Dimension[],
  coef: Readonly<Record<string, Float32Array>>,
  statistics: StatisticsSummary | null,
  nearZero: readonly NearZeroStd[],
  frame: number,
): readonly CoefficientRow[] {
  return dimensions.map((dimension) => {
    const { group, dim, width } = dimension;
    const value = coef[group]?.[frame * width + dim] ?? Number.NaN;
    const mean = statistics?.groups[group]?.mean[dim];
    const std = statistics?.groups[group]?.std[dim];
    const isKnown = mean !== undefined && std !== undefined;
    return {
      ...dimension,
      name: nameDimension(group, dim, width),
      value,
      statistics: isKnown ? { mean, std, z: normalizeOne(value, mean, std) } : null,
      isStdNearZero: nearZero.some((each) => each.group === group && each.dim === dim),
    };
  });
}

/** Dimensions whose noise the loader blows up, with the core's own rule. */
export function listNearZero(statistics: StatisticsSummary | null): readonly NearZeroStd[] {
  if (statistics === null) return [];
  return findNearZeroStd(new Map(Object.entries(statistics.groups)), COEFFICIENT_EPS);
}

/** What near-zero deviations do to a training sample, in one sentence; null where there are none. */
export function describeNearZero(groups: readonly CoefficientGroup[], nearZero: readonly NearZeroStd[]): string | null {
  const [first, ...others] = nearZero;
  if (first === undefined) return null;
  const worst = others.reduce((least, each) => (each.std < least.std ? each : least), first);
  const width = groups.find(({ name }) => name === worst.group)?.width ?? 0;
  const count = others.length === 0 ? '' : ` in ${nearZero.length} dimensions`;
  return `Std near 0${count}: ${worst.consequence} in ${nameDimension(worst.group, worst.dim, width)}.`;
}

/** `(x - mean) / (std + 1e-9)`, bit for bit as the loader. */
function normalizeOne(value: number, mean: number, std: number): number {
  const rows = normalizeCoefficients(
    Float32Array.of(value),
    1,
    Float32Array.of(mean),
    Float32Array.of(std),
    COEFFICIENT_EPS,
  );
  return rows[0] ?? Number.NaN;
}
