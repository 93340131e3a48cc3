import type { Lane } from '../../state/app-state.ts';
import { parseLanes } from '../../state/link-lanes.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { DIVERGING_STOPS, gradientOf } from './color-maps.ts';
import { AddDimension, DimensionSlider } from './heatmap-dimension.tsx';
import { RasterTicks, ScaleBar } from './raster-gutter.tsx';
import { dimensionTicks, keepInside, ticksBeside } from './raster-ticks.ts';

const LABELS = ['−3', '0', '+3'];

export interface HeatmapGutterProps {
  readonly lane: Lane;
  readonly group: string;
  /** Dimensions of the group. */
  readonly width: number;
  /** Height of a dimension; less than a pixel where dimensions share rows. */
  readonly dimPx: number;
  readonly heightPx: number;
  /** The chosen dimension; null while none is. */
  readonly dim: number | null;
  readonly dimName: (dim: number) => string;
  readonly onChoose: (dim: number | null) => void;
}

/** Scale bar, numbers of the dimensions, and the chosen one with the way to its curve. */
export function HeatmapGutter({ lane, group, width, dimPx, heightPx, dim, dimName, onChoose }: HeatmapGutterProps) {
  const theme = useAppState((state) => state.theme);
  const addCurve = useAddCurve(lane, group);
  const ticks = dimensionTicks(width, dimPx, heightPx);
  return (
    <>
      <ScaleBar subtitle="z-score" gradient={gradientOf(DIVERGING_STOPS[theme])} labels={LABELS} />
      {dim !== null && <AddDimension name={dimName(dim)} {...addCurve(dim)} />}
      <RasterTicks ticks={dim === null ? ticks : ticksBeside(ticks, keepInside((dim + 0.5) * dimPx, heightPx))} />
      <DimensionSlider
        laneName={lane.name}
        width={width}
        rowPx={dimPx}
        heightPx={heightPx}
        dim={dim}
        name={dimName}
        onChoose={onChoose}
        onAdd={(chosen) => addCurve(chosen).onAdd()}
      />
    </>
  );
}

/** Puts one dimension into a lane of its own below the heatmap; `isShown` where it has one already. */
function useAddCurve(lane: Lane, group: string) {
  const lanes = useAppState((state) => state.lanes);
  const store = useAppStore();
  const { setLanes } = useActions();
  return (dim: number) => {
    const [added] = parseLanes(`${group}.${dim}`) ?? [];
    const isShown = added === undefined || lanes.some(({ id }) => id === added.id);
    return {
      isShown,
      onAdd: () => {
        if (isShown) return;
        const current = store.getState().lanes;
        const place = current.findIndex(({ id }) => id === lane.id) + 1;
        setLanes(current.toSpliced(place, 0, added));
      },
    };
  };
}
