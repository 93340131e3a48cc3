import { useMemo, useRef } from 'react';
import { MAX_DRAWS, MAX_EPOCHS, MAX_SEED } from '../../state/overview/coverage-limits.ts';
import {
  type Coverage,
  coverageOf,
  type DatasetCoverage,
  type SequenceCoverage,
} from '../../state/overview/coverage-model.ts';
import type { CoverageStrategy } from '../../state/overview/overview-state.ts';
import { CoverageChart } from '../charts/coverage-chart.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { formatCount } from '../format/numbers.ts';
import { useElementSize } from '../lanes/element-size.ts';
import { useActions, useAppState } from '../store-context.ts';
import { ChipSelect } from './chip-select.tsx';
import styles from './coverage-panel.module.css';
import { type CoveragePlot, plotDataset, plotSequence } from './coverage-points.ts';
import { PlotGrid } from './plot-grid.tsx';
import { layoutPlotTicks } from './plot-ticks.ts';
import { PlotKey, SectionHead } from './section-head.tsx';

const STRATEGIES: readonly { readonly value: CoverageStrategy; readonly label: string }[] = [
  { value: 'random', label: 'Random' },
  { value: 'begin', label: 'Begin' },
  { value: 'end', label: 'End' },
];
const SCOPES = [
  { value: 'sequence', label: 'This sequence' },
  { value: 'dataset', label: 'Its whole split' },
] as const;

/** How often the crops of one epoch read each frame: what is to be expected, exactly, and what numpy's generator draws. */
export function CoveragePanel() {
  const { overview } = useActions();
  const choice = useAppState((state) => state.overview.coverage);
  const coverage = useAppState(coverageOf);
  const simulated = hasSimulation(coverage);
  return (
    <section aria-label="Crop coverage" className={styles.panel}>
      <SectionHead title="Crop coverage">
        <ChipSelect
          label="Coverage of"
          options={SCOPES}
          value={choice.scope}
          onChange={(scope) => overview.setCoverage({ scope })}
        />
        <ChipSelect
          label="Coverage strategy"
          options={STRATEGIES}
          value={choice.strategy}
          onChange={(strategy) => overview.setCoverage({ strategy })}
        />
        <PlotKey mark="dashed">{coverage.kind === 'dataset' ? 'Expected frames' : 'Expected reads'}</PlotKey>
        {simulated ? (
          <PlotKey mark="filled">Simulated</PlotKey>
        ) : (
          coverage.kind !== 'none' && (
            <span
              title={`The page draws ${formatCount(MAX_DRAWS)} crops at most, and the lengths of all sequences of the split have to be known. Fewer epochs may do.`}
            >
              not simulated
            </span>
          )
        )}
      </SectionHead>
      <div className={styles.body}>
        <CoveragePlotArea coverage={coverage} />
        <div className={styles.side}>
          <CoverageFigures coverage={coverage} />
          <div className={styles.fields}>
            <span aria-hidden="true">epochs</span>
            <NumberField
              label="Simulated epochs"
              value={choice.epochs}
              min={1}
              max={MAX_EPOCHS}
              step={1}
              widthPx={48}
              onCommit={(epochs) => overview.setCoverage({ epochs })}
            />
            <span aria-hidden="true">seed</span>
            <NumberField
              label="Seed of the simulation"
              value={choice.seed}
              min={0}
              max={MAX_SEED}
              step={1}
              widthPx={48}
              onCommit={(seed) => overview.setCoverage({ seed })}
            />
          </div>
        </div>
      </div>
    </section>
  );
}

function hasSimulation(coverage: Coverage): boolean {
  if (coverage.kind === 'none') return false;
  return coverage.kind === 'sequence' ? coverage.simulated !== null : coverage.simulatedCounts !== null;
}

const INITIAL_SIZE = { widthPx: 300, heightPx: 112 };

function CoveragePlotArea({ coverage }: { readonly coverage: Coverage }) {
  const area = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useElementSize(area, INITIAL_SIZE);
  const plot = useMemo(() => plotCoverage(coverage, widthPx), [coverage, widthPx]);
  const ticks = useMemo(() => {
    if (plot === null) return { x: [], y: [] };
    const axis = (high: number, lengthPx: number, leastGapPx: number) =>
      layoutPlotTicks({ isLog: false, low: 0, high }, { lengthPx, leastGapPx });
    return { x: axis(plot.xEnd, widthPx, 40), y: axis(plot.yEnd, heightPx, 26) };
  }, [plot, widthPx, heightPx]);
  return (
    <figure aria-label="Reads of each frame" className={styles.figure}>
      <div ref={area} className={styles.plot}>
        {coverage.kind === 'none' ? (
          <p className={styles.none}>{coverage.why}</p>
        ) : (
          plot !== null && (
            <>
              <PlotGrid widthPx={widthPx} heightPx={heightPx} xTicks={ticks.x} yTicks={ticks.y} />
              <div className={styles.chart}>
                <CoverageChart widthPx={widthPx} heightPx={heightPx} {...plot} />
              </div>
            </>
          )
        )}
      </div>
      <span aria-hidden="true" className={styles.axis}>
        {coverage.kind === 'dataset' ? 'reads' : 'frame'}
      </span>
      {coverage.kind === 'dataset' && (
        <span aria-hidden="true" className={styles.unit}>
          %
        </span>
      )}
    </figure>
  );
}

function plotCoverage(coverage: Coverage, widthPx: number): CoveragePlot | null {
  if (coverage.kind === 'none') return null;
  return coverage.kind === 'sequence' ? plotSequence(coverage, Math.max(50, widthPx)) : plotDataset(coverage);
}

function CoverageFigures({ coverage }: { readonly coverage: Coverage }) {
  if (coverage.kind === 'none') return null;
  return coverage.kind === 'sequence' ? <SequenceFigures {...coverage} /> : <DatasetFigures {...coverage} />;
}

function SequenceFigures(coverage: SequenceCoverage) {
  const { entry, n_frames, strategy, shape, edgeShare, simulated, split } = coverage;
  const [first, end] = shape.middleFrames;
  const drawn =
    simulated === null
      ? 'not simulated: the draws before it are not known'
      : `drawn with ${split ?? 'all sequences'}, in the order of the list`;
  return (
    <>
      <p className={styles.entry} title={drawn}>
        {entry}
      </p>
      <p className={styles.how}>
        {strategy === 'random' ? `random start 0 to ${shape.startCount - 1}` : `${strategy}, one start`}
      </p>
      <dl className={styles.figures}>
        <Figure name="frame 0" value={formatReads(shape.firstReads)} />
        <Figure name={`[${first},${end}]`} value={formatReads(shape.middleReads)} />
        {strategy === 'random' && n_frames > coverage.cropFrames && (
          <Figure name="[0,25]" value={`${(100 * edgeShare).toFixed(1)} % of mid`} />
        )}
        <Figure name={`frame ${n_frames - 1}`} value={formatReads(shape.lastReads)} />
      </dl>
    </>
  );
}

function DatasetFigures(coverage: DatasetCoverage) {
  const { split, sequences, frames, neverFrames, hardlyFrames, tooShort, unknownLengths } = coverage;
  const share = (count: number) => (frames === 0 ? '—' : `${((100 * count) / frames).toFixed(1)} %`);
  return (
    <>
      <p className={styles.entry}>{split ?? 'All sequences'}</p>
      <p className={styles.how}>{formatCount(frames)} frames</p>
      <dl className={styles.figures}>
        <Figure name="never read" value={share(neverFrames)} />
        <Figure name="under 1 in 10" value={share(hardlyFrames)} />
        <Figure name="too short" value={`${formatCount(tooShort)} of ${formatCount(sequences)}`} />
        {unknownLengths > 0 && <Figure name="length unknown" value={formatCount(unknownLengths)} />}
      </dl>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** `1 / 548`: once in so many epochs. */
function formatReads(reads: number): string {
  if (reads === 0) return 'never';
  const epochs = 1 / reads;
  return `1 / ${Math.abs(epochs - Math.round(epochs)) < 1e-9 ? Math.round(epochs) : epochs.toFixed(2)}`;
}
