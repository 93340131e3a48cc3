import { useMemo } from 'react';
import { MOTION_STATISTICS } from '../../core/profile/motion-statistics.ts';
import type { PrincipalComponents } from '../../core/statistics/pca.ts';
import { scaleOfColumn } from '../../state/overview/figure-scale.ts';
import {
  brushedRowsOf,
  chosenEntryOf,
  motionMapOf,
  rowOfEntry,
  splitMarksOf,
} from '../../state/overview/overview-selectors.ts';
import type { ProfileTable } from '../../state/overview/profile-table.ts';
import { formatCount, formatSigned } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import { LoadingLines } from './loading-lines.tsx';
import styles from './map-panel.module.css';
import { PointPlot } from './point-plot.tsx';
import { SectionHead } from './section-head.tsx';
import { markOfSplit, SplitMark } from './split-mark.tsx';
import { useOpenRow } from './use-open-row.ts';

const ROOM = 0.06;
const SPLIT_NAMES = ['train', 'val', 'test'] as const;

/** Sequences by what their motion is like: the first two principal components of the motion statistics. */
export function MapPanel({
  table,
  className,
}: {
  readonly table: ProfileTable;
  readonly className?: string | undefined;
}) {
  const map = useAppState(motionMapOf);
  const isRunning = useAppState(({ overview }) => overview.measuring.phase === 'running');
  return (
    <section aria-label="Motion map" className={className}>
      <SectionHead title="Motion map" words={describeMap(map)}>
        {SPLIT_NAMES.map((name) => (
          <span key={name} className={styles.split}>
            <SplitMark mark={markOfSplit(name)} /> {name}
          </span>
        ))}
      </SectionHead>
      {map === null || map.scores.length < 2 ? (
        <p className={styles.none}>
          {isRunning ? 'Waits for the motion of more sequences.' : 'Needs the motion of two sequences that differ.'}
        </p>
      ) : (
        <MapPlot map={map} table={table} />
      )}
    </section>
  );
}

function describeMap(map: PrincipalComponents | null): string {
  const width = MOTION_STATISTICS.length - (map?.constantColumns.length ?? 0);
  const leftOut = map === null || map.leftOutCount === 0 ? '' : `, ${formatCount(map.leftOutCount)} left out`;
  return `PCA of ${width} motion statistics${leftOut}`;
}

function MapPlot({ map, table }: { readonly map: PrincipalComponents; readonly table: ProfileTable }) {
  const brushed = useAppState(brushedRowsOf);
  const marks = useAppState(splitMarksOf);
  const ringRow = useAppState((state) => rowOfEntry(state, chosenEntryOf(state)));
  const openRow = useOpenRow();
  const place = useMemo(() => {
    const [xs, ys] = [map.scores[0] ?? new Float64Array(), map.scores[1] ?? new Float64Array()];
    return { xs, ys, xScale: scaleOfColumn(null, xs, ROOM), yScale: scaleOfColumn(null, ys, ROOM) };
  }, [map]);
  const { xs, ys, xScale, yScale } = place;
  const describe = (row: number) => [
    table.entries[row] ?? '',
    ...MOTION_STATISTICS.map(({ key, label, unit }) =>
      `${label} ${formatStatistic(table.motion[key][row])} ${unit}`.trim(),
    ),
  ];
  return (
    <PointPlot
      label="Map of sequences by motion"
      xs={xs}
      ys={ys}
      xScale={xScale}
      yScale={yScale}
      xLabel={componentLabel(map, 0)}
      yLabel={componentLabel(map, 1)}
      isXSigned={true}
      isYSigned={true}
      marks={marks}
      mask={brushed.isNarrowed ? brushed.mask : null}
      ringRow={ringRow}
      describe={describe}
      onOpen={openRow}
      over={(box) => <LoadingLines map={map} xScale={xScale} yScale={yScale} box={box} />}
    />
  );
}

function componentLabel({ explained }: PrincipalComponents, component: number): string {
  return `PC ${component + 1}, ${Math.round(100 * (explained[component] ?? 0))} % of variance`;
}

function formatStatistic(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '—' : formatSigned(value, 3).replace('+', '');
}
