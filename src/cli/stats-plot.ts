import { drawPlot, type PlotMark, type PlotPanel } from '../core/plot/plot.ts';
import type { CoefficientStatistics } from '../core/statistics/coefficient-statistics.ts';
import type { ComparedDimension } from '../core/statistics/compare-statistics.ts';
import type { NamedComparison } from './stats-comparison.ts';

/** Std below which a logarithmic axis shows noise; such dimensions lie on its edge. */
const SMALLEST_STD = 1e-6;

/** Mean and std of every group on both sides, and std against std, as SVG. */
export function plotComparison(
  reference: CoefficientStatistics,
  candidate: CoefficientStatistics,
  comparison: NamedComparison,
  title: string,
): string {
  const groups = [...new Set(comparison.dimensions.map(({ group }) => group))];
  const panels = groups.map((group) => groupPanel(group, reference, candidate, comparison.dimensions));
  return drawPlot([...panels, stdPanel(comparison.dimensions)], {
    columns: 2,
    panelWidthPx: 640,
    panelHeightPx: 280,
    theme: 'light',
    title: `${title}, against ${comparison.against}`,
    lines: [
      'Gray: reference, mean +- std. Black: candidate. Yellow: its std differs by more than 10 %.',
      `${comparison.dimensions.length} dimensions, ${comparison.differentCount} differ, ${comparison.nearZero.length} have std near 0.`,
    ],
  });
}

function groupPanel(
  group: string,
  reference: CoefficientStatistics,
  candidate: CoefficientStatistics,
  all: readonly ComparedDimension[],
): PlotPanel {
  const dimensions = all.filter((each) => each.group === group);
  const isDifferent = (each: ComparedDimension) => each.isDifferent;
  const isAlike = (each: ComparedDimension) => !each.isDifferent;
  const ref = reference.get(group);
  const cand = candidate.get(group);
  const bars = (
    values: typeof ref,
    keep: (each: ComparedDimension) => boolean,
    style: Pick<Extract<PlotMark, { kind: 'ranges' }>, 'color' | 'widthPx'>,
  ): PlotMark => {
    const dims = dimensions.filter(keep).map(({ dim }) => dim);
    const at = (figure: 'mean' | 'std', dim: number) => values?.[figure][dim] ?? Number.NaN;
    return {
      kind: 'ranges',
      x: dims,
      low: dims.map((dim) => at('mean', dim) - at('std', dim)),
      high: dims.map((dim) => at('mean', dim) + at('std', dim)),
      middle: dims.map((dim) => at('mean', dim)),
      ...style,
    };
  };
  return {
    title: group,
    note: `${dimensions.length} dimensions`,
    x: { label: 'dimension' },
    y: { label: 'mean and std, dataset units' },
    marks: [
      bars(ref, () => true, { color: 'context', widthPx: 5 }),
      bars(cand, isAlike, { color: 'fg', widthPx: 1.5 }),
      bars(cand, isDifferent, { color: 'diff', widthPx: 1.5 }),
    ],
  };
}

function stdPanel(dimensions: readonly ComparedDimension[]): PlotPanel {
  const shown = dimensions.filter(({ refStd, candStd }) => Number.isFinite(refStd) && Number.isFinite(candStd));
  const place = (std: number) => Math.max(std, SMALLEST_STD);
  const points = (keep: (each: ComparedDimension) => boolean, color: 'fg' | 'diff'): PlotMark => {
    const kept = shown.filter(keep);
    return {
      kind: 'points',
      x: kept.map(({ refStd }) => place(refStd)),
      y: kept.map(({ candStd }) => place(candStd)),
      color,
    };
  };
  const all = shown.flatMap(({ refStd, candStd }) => [place(refStd), place(candStd)]);
  const ends = [Math.min(...all), Math.max(...all)];
  return {
    title: 'Std against std',
    note: `what is below ${SMALLEST_STD} lies at ${SMALLEST_STD}`,
    x: { label: 'std, reference', scale: 'log' },
    y: { label: 'std, candidate', scale: 'log' },
    marks: [
      { kind: 'line', x: ends, y: ends, color: 'context', isDashed: true },
      points(({ isDifferent }) => !isDifferent, 'fg'),
      points(({ isDifferent }) => isDifferent, 'diff'),
    ],
  };
}
