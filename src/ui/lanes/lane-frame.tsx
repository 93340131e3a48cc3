import { type ReactNode, type Ref, useId } from 'react';
import { useStore } from 'zustand';
import type { Lane } from '../../state/app-state.ts';
import { Icon } from '../controls/icon.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { LaneResizer } from './lane-resizer.tsx';
import { useLaneSession } from './lane-session.ts';
import styles from './lane-stack.module.css';
import { selectLoadingText } from './sequence-view.ts';
import { useLaneDrag } from './use-lane-drag.ts';
import { useLaneHeight } from './use-lane-height.ts';
import { type ValueScale, valueToY } from './value-scale.ts';

export interface LaneFrameProps {
  readonly lane: Lane;
  readonly unit?: string | null;
  /** Rows under the lane's name: legend, scale bar. */
  readonly legend?: ReactNode;
  readonly legendRows?: number;
  /** Whether the legend needs the gutter's whole width, so that no tick label fits beside it. */
  readonly isLegendWide?: boolean;
  /** Tick labels at the gutter's right edge; absent while nothing is drawn. */
  readonly scale?: ValueScale | undefined;
  /** Height of the lane where it differs from what it was given, e.g. so that rows have whole pixels. */
  readonly fittedPx?: number;
  readonly plotHeightPx: number;
  readonly plotRef: Ref<HTMLDivElement>;
  /** Text alternative of the plot. */
  readonly plotText: string;
  /** Whether all that is in view is known, so that nothing has to be said of clips that are on their way. */
  readonly isDrawn?: boolean;
  readonly children: ReactNode;
}

/** Gutter and plot of one lane: the name collapses it and drags it to another place, the lower edge changes its height. */
export function LaneFrame(props: LaneFrameProps) {
  const {
    lane,
    unit,
    legend,
    legendRows = 0,
    isLegendWide = false,
    scale,
    fittedPx,
    plotHeightPx,
    plotRef,
    plotText,
    isDrawn = false,
    children,
  } = props;
  const plotId = useId();
  const store = useAppStore();
  const { setLanes } = useActions();
  const loadingText = useAppState(selectLoadingText);
  const givenPx = useLaneHeight(lane);
  const heightPx = fittedPx ?? givenPx;
  const dragHandlers = useLaneDrag(lane);
  const dropMark = useDropMark(lane);

  const isNameLong = lane.name.length + (unit?.length ?? 0) > SHORT_NAME_LENGTH;

  function toggle() {
    const { lanes } = store.getState();
    setLanes(lanes.map((other) => (other.id === lane.id ? { ...other, isCollapsed: !other.isCollapsed } : other)));
  }

  return (
    <section
      aria-label={lane.name}
      className={lane.isCollapsed ? `${styles.lane} ${styles.collapsed}` : styles.lane}
      style={lane.isCollapsed ? undefined : { flexBasis: heightPx }}
      data-lane-id={lane.id}
      data-drop={dropMark}
    >
      <div className={styles.gutter}>
        <div className={styles.nameRow}>
          <button
            type="button"
            className={styles.laneName}
            aria-expanded={!lane.isCollapsed}
            aria-controls={plotId}
            title="Click folds the lane; drag it, or press Alt and an arrow key, to move it"
            onClick={toggle}
            {...dragHandlers}
          >
            <Icon name={lane.isCollapsed ? 'chevronRight' : 'chevronDown'} sizePx={12} />
            <span>{lane.name}</span>
          </button>
          {unit !== null && unit !== undefined && <span className={styles.unit}>{unit}</span>}
        </div>
        {!lane.isCollapsed && legend}
        {!lane.isCollapsed && scale !== undefined && (
          <TickLabels
            scale={scale}
            heightPx={plotHeightPx}
            isNameLong={isNameLong}
            legendEnd={LEGEND_TOP_PX + legendRows * ROW_PX}
            mostCharacters={isLegendWide ? 0 : SHORT_LABEL_LENGTH}
          />
        )}
      </div>
      <div className={styles.plot} id={plotId} ref={plotRef} data-plot>
        {!lane.isCollapsed && (
          <>
            <div role="img" aria-label={plotText} className={styles.plotText} />
            {children}
            {loadingText !== null && !isDrawn && <p className={styles.loading}>{loadingText}</p>}
          </>
        )}
      </div>
      {!lane.isCollapsed && <LaneResizer lane={lane} heightPx={heightPx} />}
    </section>
  );
}

/** Whether the lane being dragged would come to lie above or below this one. */
function useDropMark(lane: Lane): 'above' | 'below' | undefined {
  const session = useLaneSession();
  const laneDrag = useStore(session, (state) => state.laneDrag);
  const lanes = useAppState((state) => (laneDrag === null ? null : state.lanes));
  if (laneDrag === null || lanes === null) return undefined;
  const from = lanes.findIndex(({ id }) => id === laneDrag.laneId);
  if (lanes[laneDrag.toIndex]?.id !== lane.id || laneDrag.toIndex === from) return undefined;
  return laneDrag.toIndex < from ? 'above' : 'below';
}

/** Least distance between two tick labels. */
const TICK_GAP_PX = 14;
const ROW_PX = 16;
/** Legend rows begin under the lane's name. */
const LEGEND_TOP_PX = 20;
/** A longer label would reach into the legend beside it. */
const SHORT_LABEL_LENGTH = 4;

/** Name and unit up to this length leave room for a tick label beside them. */
const SHORT_NAME_LENGTH = 10;

interface TickLabelsProps {
  readonly scale: ValueScale;
  readonly heightPx: number;
  readonly isNameLong: boolean;
  /** Down to where the legend takes room from the labels, and how long one may be beside it. */
  readonly legendEnd: number;
  readonly mostCharacters: number;
}

function TickLabels({ scale, heightPx, isNameLong, legendEnd, mostCharacters }: TickLabelsProps) {
  let lastY = Number.POSITIVE_INFINITY;
  return scale.ticks.map(({ value, label }) => {
    const y = valueToY(scale, heightPx, value);
    const isInName = isNameLong && y - ROW_PX / 2 < LEGEND_TOP_PX;
    const isBesideLegend = y + ROW_PX / 2 > LEGEND_TOP_PX && y - ROW_PX / 2 < legendEnd;
    if (isInName || lastY - y < TICK_GAP_PX || (isBesideLegend && label.length > mostCharacters)) return null;
    lastY = y;
    return (
      <span key={label} className={styles.valueTick} style={{ top: y - ROW_PX / 2 }} aria-hidden="true">
        {label}
      </span>
    );
  });
}

/** The line of zero across the plot, where the axis holds zero. */
export function ZeroLine({ scale, heightPx }: { readonly scale: ValueScale; readonly heightPx: number }) {
  if (scale.min > 0 || scale.max < 0) return null;
  return <div className={styles.zeroLine} style={{ top: Math.round(valueToY(scale, heightPx, 0)) }} />;
}
