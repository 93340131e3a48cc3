import { drawPlot, type PlotPanel } from '../../core/plot/plot.ts';
import { DISTRIBUTION_KEYS, profileFigure } from '../../core/profile/profile-figures.ts';
import type { AppStore } from '../../state/actions.ts';
import { fromShare } from '../../state/overview/figure-scale.ts';
import { spreadOf, summarizeFigure } from '../../state/overview/figure-summary.ts';
import { type BrushedRows, brushedRowsOf } from '../../state/overview/overview-selectors.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { formatInterval, formatValue } from './figure-words.ts';
import { rasterizeSvg } from './rasterize-svg.ts';

/** Saves the distributions as they are shown. A browser that cannot draw the picture says so in a message. */
export async function saveDistributions(store: AppStore, kind: 'svg' | 'png'): Promise<void> {
  const state = store.getState();
  const { table, brushes, measuring } = state.overview;
  if (table === null || state.dataset.phase !== 'open') return;
  const { name } = state.dataset.summary;
  const brushed = brushedRowsOf(state);
  const { measured, partly } = table.counts;
  const lines = [
    `${formatCount(measured + partly)} of ${formatCount(table.entries.length)} sequences measured${measuring.phase === 'running' ? ', provisional' : ''}`,
    ...(brushed.isNarrowed ? [`Line: ${formatCount(brushed.rows.length)} brushed, on their own scale`] : []),
    ...brushes.map((brush) => `${profileFigure(brush.key).label} ${formatInterval(brush)}`),
  ];
  const svg = drawPlot(drawDistributions(table, brushed), {
    columns: 3,
    panelWidthPx: 320,
    panelHeightPx: 200,
    theme: state.theme,
    title: `${name}, distributions`,
    lines,
  });
  const fileName = `${name}-distributions.${kind}`;
  if (kind === 'svg') {
    downloadFile({ fileName, bytes: new TextEncoder().encode(svg) });
    return;
  }
  const bytes = await rasterizeSvg(svg);
  if (bytes !== null) downloadFile({ fileName, bytes });
  else {
    store.actions.addMessage({
      severity: 'warning',
      problem: {
        code: 'picture-refused',
        what: 'The browser did not draw the picture',
        expected: 'a PNG of the distributions',
        found: 'none',
        where: 'Save picture; SVG works without drawing',
      },
    });
  }
}

/** A panel a figure: bars of all, the outline of the brushed, and the medians. */
export function drawDistributions(table: ProfileTable, brushed: BrushedRows): readonly PlotPanel[] {
  return DISTRIBUTION_KEYS.map((key): PlotPanel => {
    const { label, unit } = profileFigure(key);
    const summary = summarizeFigure(table, key);
    const { scale, binCount } = summary;
    const { counts, median } = summary.spread;
    const edges = Float64Array.from({ length: binCount + 1 }, (_, edge) => fromShare(scale, edge / binCount));
    const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
    const ofBrushed = spreadOf(summary, brushed.rows);
    const mostBrushed = ofBrushed.counts.reduce((largest, count) => Math.max(largest, count), 0);
    const shown = brushed.isNarrowed ? ofBrushed.median : median;
    return {
      title: label,
      note: `median ${formatValue(key, shown)} ${unit}`.trim(),
      x: { label: unit, scale: scale.isLog ? 'log' : 'linear', range: [scale.low, scale.high] },
      y: { isBare: true },
      marks: [
        { kind: 'bars', edges, heights: counts, color: 'context' },
        ...(brushed.isNarrowed && mostBrushed > 0
          ? [
              {
                kind: 'steps' as const,
                edges,
                heights: Float64Array.from(ofBrushed.counts, (n) => (n / mostBrushed) * most),
              },
            ]
          : []),
        ...(Number.isFinite(median) ? [{ kind: 'rule' as const, axis: 'x' as const, at: median }] : []),
      ],
    };
  });
}
