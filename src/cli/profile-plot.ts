import { drawPlot, type PlotMark, type PlotPanel } from '../core/plot/plot.ts';
import { describeDistribution } from '../core/profile/distribution.ts';
import { mapMotion } from '../core/profile/motion-map.ts';
import { MOTION_STATISTICS } from '../core/profile/motion-statistics.ts';
import { DISTRIBUTION_KEYS, type ProfileFigure, profileFigure } from '../core/profile/profile-figures.ts';
import type { SequenceProfile } from '../core/profile/sequence-profile.ts';
import { DISTRIBUTION_BINS, type ProfileReport } from './profile-report.ts';

/** Shapes of the splits, in their order; the last one stands for all that follow. */
const SPLIT_SHAPES = ['dot', 'triangle', 'square'] as const;

/** Length of a statistic of weight 1 among the points, as a share of their reach: its name still fits. */
const LOADING_SHARE = 0.75;

/** The six distributions, the jaw against its lag behind the sound, and the map of sequences by their motion. */
export function plotProfiles(report: ProfileReport): string {
  const { profiles, totals, config } = report;
  const panels = [
    ...DISTRIBUTION_KEYS.map((key) => distributionPanel(profileFigure(key), profiles)),
    scatterPanel(profileFigure('jaw'), profileFigure('lag'), report),
    mapPanel(report),
  ];
  const measured = profiles.reduce((sum, { framesMeasured }) => sum + framesMeasured, 0);
  const frames = profiles.reduce((sum, { n_frames }) => sum + n_frames, 0);
  const shapes = totals.splits.map(({ name }, index) => `${name} ${shapeOf(index)}`).join(', ');
  return drawPlot(panels, {
    columns: 4,
    panelWidthPx: 300,
    panelHeightPx: 240,
    theme: 'light',
    title: `${report.name}${report.split === null ? '' : `, ${report.split}`}: ${profiles.length.toLocaleString('en-US')} sequences`,
    lines: [
      `one value a sequence, over ${measured.toLocaleString('en-US')} of ${frames.toLocaleString('en-US')} frames at ${config.fps} fps`,
      ...(shapes === '' ? [] : [`points: ${shapes}`]),
    ],
  });
}

function distributionPanel(figure: ProfileFigure, profiles: readonly SequenceProfile[]): PlotPanel {
  const found = describeDistribution(profiles.map(figure.read), figure.scale, DISTRIBUTION_BINS);
  const [low, high] = [found.edges[0], found.edges.at(-1)];
  const marks: PlotMark[] = [
    { kind: 'bars', edges: found.edges, heights: found.counts, color: 'context' },
    { kind: 'rule', axis: 'x', at: found.median, color: 'fg' },
  ];
  return {
    title: figure.label,
    note: found.count === 0 ? 'unknown' : `median ${found.median.toFixed(figure.decimals).replace('-', '\u2212')}`,
    x: {
      label: figure.unit,
      scale: figure.scale,
      ...(low === undefined || high === undefined ? {} : { range: [low, high] as const }),
    },
    y: { label: 'sequences', isCount: true },
    marks,
  };
}

function scatterPanel(x: ProfileFigure, y: ProfileFigure, report: ProfileReport): PlotPanel {
  return {
    title: `${y.label} by ${x.label.toLowerCase()}`,
    x: { label: `${x.label}, ${x.unit}`, scale: x.scale },
    y: { label: `${y.label}, ${y.unit}`, scale: y.scale },
    marks: pointsBySplit(report, report.profiles.map(x.read), report.profiles.map(y.read)),
  };
}

function mapPanel(report: ProfileReport): PlotPanel {
  const map = mapMotion(report.profiles);
  const [first, second] = map?.scores ?? [];
  if (map === null || first === undefined || second === undefined) {
    return { title: 'Motion map', note: 'too few sequences', x: {}, y: {}, marks: [] };
  }
  const share = (component: number) => `PC ${component + 1}, ${((map.explained[component] ?? 0) * 100).toFixed(0)} %`;
  return {
    title: 'Motion map',
    note: `PCA of ${MOTION_STATISTICS.length}${map.leftOutCount === 0 ? '' : `, ${map.leftOutCount} left out`}`,
    x: { label: share(0) },
    y: { label: share(1) },
    marks: [...pointsBySplit(report, first, second), ...loadingMarks(map.loadings, first, second)],
  };
}

/** Each statistic's weights as a line from the middle, as long as the points spread. */
function loadingMarks(
  loadings: readonly Float64Array[],
  first: Float64Array,
  second: Float64Array,
): readonly PlotMark[] {
  const extent = [...first, ...second].reduce(
    (most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))),
    0,
  );
  return MOTION_STATISTICS.flatMap(({ label }, column): PlotMark[] => {
    const x = (loadings[0]?.[column] ?? 0) * extent * LOADING_SHARE;
    const y = (loadings[1]?.[column] ?? 0) * extent * LOADING_SHARE;
    return [
      { kind: 'line', x: [0, x], y: [0, y], widthPx: 1, color: 'fg2' },
      { kind: 'text', x, y, text: label, color: 'fg2', isLeft: x < 0 },
    ];
  });
}

/** The first split's points lie under the others'. */
function pointsBySplit(report: ProfileReport, x: ArrayLike<number>, y: ArrayLike<number>): PlotMark[] {
  const names = report.totals.splits.map(({ name }) => name);
  const groups = new Map<number, { x: number[]; y: number[] }>();
  for (const [row, { entry }] of report.profiles.entries()) {
    const split = Math.max(names.indexOf(report.splitsByEntry.get(entry)?.at(-1) ?? ''), 0);
    const group = groups.get(split) ?? { x: [], y: [] };
    groups.set(split, group);
    group.x.push(x[row] as number);
    group.y.push(y[row] as number);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([split, points]) => ({
      kind: 'points',
      ...points,
      shape: shapeOf(split),
      color: split === 0 ? 'fg3' : 'fg',
    }));
}

function shapeOf(split: number): (typeof SPLIT_SHAPES)[number] {
  return SPLIT_SHAPES[Math.min(split, SPLIT_SHAPES.length - 1)] ?? 'square';
}
