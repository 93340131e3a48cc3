import { drawPlot, type PlotMark, type PlotPanel } from '../../core/plot/plot.ts';
import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import { NEAR_ZERO_STD } from '../../core/statistics/near-zero-std.ts';
import type { AppStore } from '../../state/actions.ts';
import { comparisonOf } from '../../state/normalize/comparison.ts';
import { describeOrigin, nameRecipe } from '../../state/normalize/recipe-words.ts';
import { recipeOf } from '../../state/normalize/side-statistics.ts';
import { rasterizeSvg } from '../dataset/rasterize-svg.ts';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { titleGroup } from './group-words.ts';

/** Saves the comparison as a picture. A browser that cannot draw it says so in a message. */
export async function saveComparisonPicture(store: AppStore, kind: 'svg' | 'png'): Promise<void> {
  const state = store.getState();
  const shown = comparisonOf(state);
  if (shown?.isComparable !== true || state.dataset.phase !== 'open') return;
  const sides = (['reference', 'candidate'] as const).map((side) => recipeOf(state, side));
  const [reference = '', candidate = ''] = sides.map((recipe) => nameRecipe(state, recipe));
  const { name } = state.dataset.summary;
  const svg = drawPlot(drawComparison(shown.comparison), {
    columns: 2,
    panelWidthPx: 640,
    panelHeightPx: 280,
    theme: state.theme,
    title: `${name}: ${candidate} against ${reference}`,
    lines: [
      ...sides.map(
        (recipe, at) =>
          `${at === 0 ? 'Wide: reference' : 'Thin: candidate'}. ${describeOrigin(state, recipe, 'none')}.`,
      ),
      `${formatCount(shown.comparison.differentCount)} of ${formatCount(shown.comparison.dimensions.length)} dimensions differ by more than 10 % (yellow)${shown.isProvisional ? '; values are provisional' : ''}.`,
    ],
  });
  const fileName = `${name}-statistics.${kind}`;
  const bytes = kind === 'svg' ? new TextEncoder().encode(svg) : await rasterizeSvg(svg);
  if (bytes !== null) downloadFile({ fileName, bytes });
  else {
    store.actions.addMessage({
      severity: 'warning',
      problem: {
        code: 'picture-refused',
        what: 'The browser did not draw the picture',
        expected: 'a PNG of the comparison',
        found: 'none',
        where: 'Save picture; SVG works without drawing',
      },
    });
  }
}

/** A panel a group with the ranges of both sides, and one with std against std. */
export function drawComparison({ dimensions }: StatisticsComparison): readonly PlotPanel[] {
  const groups = [...new Set(dimensions.map(({ group }) => group))];
  return [
    ...groups.map((group) =>
      drawGroup(
        group,
        dimensions.filter((each) => each.group === group),
      ),
    ),
    drawStds(dimensions),
  ];
}

function drawGroup(group: string, dimensions: readonly ComparedDimension[]): PlotPanel {
  const alike = dimensions.filter(({ isDifferent }) => !isDifferent);
  const different = dimensions.filter(({ isDifferent }) => isDifferent);
  return {
    title: titleGroup(group),
    note: `${dimensions.length} dimensions`,
    x: { label: 'dimension' },
    y: { label: 'mean ± std, dataset units' },
    marks: [
      { ...ranges(dimensions, 'refMean', 'refStd'), color: 'context', widthPx: 4 },
      { ...ranges(alike, 'candMean', 'candStd'), color: 'fg', widthPx: 1.5 },
      { ...ranges(different, 'candMean', 'candStd'), color: 'diff', widthPx: 1.5 },
    ],
  };
}

function ranges(
  dimensions: readonly ComparedDimension[],
  mean: 'refMean' | 'candMean',
  std: 'refStd' | 'candStd',
): Extract<PlotMark, { kind: 'ranges' }> {
  return {
    kind: 'ranges',
    x: dimensions.map(({ dim }) => dim),
    low: dimensions.map((each) => each[mean] - each[std]),
    high: dimensions.map((each) => each[mean] + each[std]),
    middle: dimensions.map((each) => each[mean]),
  };
}

/** Dimensions near 0 have no place on log axes: the note counts them. */
function drawStds(dimensions: readonly ComparedDimension[]): PlotPanel {
  const placed = dimensions.filter(({ refStd, candStd }) => refStd >= NEAR_ZERO_STD && candStd >= NEAR_ZERO_STD);
  const points = (isDifferent: boolean): PlotMark => {
    const kept = placed.filter((each) => each.isDifferent === isDifferent);
    return {
      kind: 'points',
      x: kept.map(({ refStd }) => refStd),
      y: kept.map(({ candStd }) => candStd),
      color: isDifferent ? 'diff' : 'fg',
    };
  };
  const stds = placed.flatMap(({ refStd, candStd }) => [refStd, candStd]).filter(Number.isFinite);
  const ends = [Math.min(...stds), Math.max(...stds)];
  return {
    title: 'Std against std',
    note: `${dimensions.length - placed.length} near 0 not shown`,
    x: { label: 'std, reference', scale: 'log' },
    y: { label: 'std, candidate', scale: 'log' },
    marks: [{ kind: 'line', x: ends, y: ends, color: 'context', isDashed: true }, points(false), points(true)],
  };
}
