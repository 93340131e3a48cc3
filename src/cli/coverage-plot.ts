import { drawPlot, type PlotPanel } from '../core/plot/plot.ts';
import type { CoverageReport, EntryCoverage } from './coverage-report.ts';

/** The sequence asked for, frames by their reads, and how the reads rise from a sequence's edge. */
export function plotCoverage(report: CoverageReport): string {
  const { plan, exact, split, name } = report;
  const drawn = `${plan.epochs.toLocaleString('en-US')} epochs of draws${plan.strategy === 'random' ? `, seed ${plan.seed}` : ''}`;
  const panels = [
    ...(report.entry === null ? [] : [entryPanel(report.entry)]),
    histogramPanel(report),
    edgePanel(report),
  ];
  return drawPlot(panels, {
    columns: panels.length,
    panelWidthPx: 400,
    panelHeightPx: 280,
    theme: 'light',
    title: `${name}, ${split ?? 'all sequences'}: reads of each frame in an epoch, crop ${plan.strategy} of ${plan.cropFrames} frames`,
    lines: [
      `lines: expected; grey: ${drawn}`,
      `${exact.sequences.toLocaleString('en-US')} sequences; ${exact.tooShort.toLocaleString('en-US')} too short, never read`,
    ],
  });
}

function entryPanel({ entry, nFrames, reads }: EntryCoverage): PlotPanel {
  const title = { title: entry, x: { label: 'frame' }, y: { label: 'reads an epoch' } };
  if (reads === null) return { ...title, note: 'shorter than a crop: never read', marks: [] };
  return {
    ...title,
    note: `${reads.shape.startCount.toLocaleString('en-US')} starts`,
    x: { label: 'frame', range: [0, nFrames] },
    marks: [
      {
        kind: 'bars',
        edges: Float64Array.from({ length: nFrames + 1 }, (_, frame) => frame),
        heights: reads.simulated,
        color: 'context',
      },
      {
        kind: 'line',
        x: Float64Array.from({ length: nFrames }, (_, frame) => frame + 0.5),
        y: reads.expected,
        isDashed: true,
      },
    ],
  };
}

function histogramPanel({ exact, simulated }: CoverageReport): PlotPanel {
  return {
    title: 'Frames by their reads',
    note: exact.frames === 0 ? 'no frame is read' : `mean ${exact.meanReads.toFixed(3)}`,
    x: { label: 'reads an epoch', range: [0, 1] },
    y: { label: 'frames', isCount: true },
    marks: [
      { kind: 'bars', edges: simulated.edges, heights: simulated.counts, color: 'context' },
      { kind: 'steps', edges: exact.edges, heights: exact.counts },
    ],
  };
}

function edgePanel({ exact, simulated, plan }: CoverageReport): PlotPanel {
  const frames = Float64Array.from({ length: plan.cropFrames }, (_, frame) => frame);
  return {
    title: 'Edge of a sequence',
    note: 'mean over sequences',
    x: { label: 'frame' },
    y: { label: 'reads, share of the middle' },
    marks: [
      { kind: 'line', x: frames, y: simulated.edgeReads, color: 'context', widthPx: 3 },
      { kind: 'line', x: frames, y: exact.edgeReads, isDashed: true },
    ],
  };
}
