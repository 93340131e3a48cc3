import { useMemo } from 'react';
import { PROFILE_FIGURES, type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';
import { fromShare, scaleOfColumn } from '../../state/overview/figure-scale.ts';
import { brushedRowsOf, chosenEntryOf, rowOfEntry, splitMarksOf } from '../../state/overview/overview-selectors.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { useActions, useAppState } from '../store-context.ts';
import { ChipSelect } from './chip-select.tsx';
import { clampShare } from './drag-interval.ts';
import { axisLabel, formatValue, isSigned } from './figure-words.ts';
import type { SharePoint } from './plot-drag.ts';
import { PointPlot } from './point-plot.tsx';
import { ScatterArea, ScatterHandles, scatterIntervals } from './scatter-brush.tsx';
import { SectionHead } from './section-head.tsx';
import { useOpenRow } from './use-open-row.ts';

const FIGURE_OPTIONS = PROFILE_FIGURES.map(({ key, label }) => ({ value: key, label }));
/** So that no point lies on the edge. */
const ROOM = 0.05;

/** Any two figures against each other; a rectangle narrows the list to both intervals. */
export function ScatterPanel({
  table,
  className,
}: {
  readonly table: ProfileTable;
  readonly className?: string | undefined;
}) {
  const { overview } = useActions();
  const { x, y } = useAppState((state) => state.overview.scatter);
  const brushes = useAppState((state) => state.overview.brushes);
  const brushed = useAppState(brushedRowsOf);
  const marks = useAppState(splitMarksOf);
  const ringRow = useAppState((state) => rowOfEntry(state, chosenEntryOf(state)));
  const openRow = useOpenRow();
  const xAxis = useScatterAxis(table, x);
  const yAxis = useScatterAxis(table, y);
  const intervals = scatterIntervals(brushes, xAxis, yAxis);

  function drag(from: SharePoint, to: SharePoint) {
    const ends = (axis: typeof xAxis, one: number, other: number) =>
      [fromShare(axis.scale, clampShare(one)), fromShare(axis.scale, clampShare(other))] as const;
    overview.brushScatter(ends(xAxis, from.x, to.x), ends(yAxis, from.y, to.y));
  }

  const describe = (row: number) => [
    table.entries[row] ?? '',
    ...(x === y ? [x] : [x, y]).map((key) => {
      const { label, unit } = profileFigure(key);
      return `${label} ${formatValue(key, table.columns[key][row] ?? Number.NaN, 1)} ${unit}`.trim();
    }),
  ];

  return (
    <section aria-label="Scatter" className={className}>
      <SectionHead
        title="Scatter"
        words={
          <>
            <ChipSelect
              label="Scatter, horizontal figure"
              prefix="x"
              options={FIGURE_OPTIONS}
              value={x}
              onChange={(key) => overview.setScatterAxis('x', key)}
            />{' '}
            <ChipSelect
              label="Scatter, vertical figure"
              prefix="y"
              options={FIGURE_OPTIONS}
              value={y}
              onChange={(key) => overview.setScatterAxis('y', key)}
            />
          </>
        }
      />
      <PointPlot
        label={`${profileFigure(x).label} and ${profileFigure(y).label} of each sequence`}
        xs={xAxis.values}
        ys={yAxis.values}
        xScale={xAxis.scale}
        yScale={yAxis.scale}
        xLabel={axisLabel(x)}
        yLabel={axisLabel(y)}
        isXSigned={isSigned(x)}
        isYSigned={isSigned(y)}
        marks={marks}
        mask={brushed.isNarrowed ? brushed.mask : null}
        ringRow={ringRow}
        describe={describe}
        onOpen={openRow}
        onDrag={drag}
        under={(box) => intervals !== null && <ScatterArea box={box} intervals={intervals} />}
        over={(box, frame) => <ScatterHandles box={box} frame={frame} x={xAxis} y={yAxis} brushes={brushes} />}
      />
    </section>
  );
}

function useScatterAxis(table: ProfileTable, figure: ProfileFigureKey) {
  return useMemo(() => {
    const values = table.columns[figure];
    return { figure, values, scale: scaleOfColumn(figure, values, ROOM) };
  }, [table, figure]);
}
