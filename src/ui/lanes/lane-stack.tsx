import {
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Lane } from '../../state/app-state.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { ClipLane } from './clip-lane.tsx';
import { CropBar } from './crop-bar.tsx';
import { CurveLane } from './curve-lane.tsx';
import { useElementSize } from './element-size.ts';
import { createFrameScale } from './frame-scale.ts';
import { HeatmapLane } from './heatmap-lane.tsx';
import { HoverTooltip } from './hover-tooltip.tsx';
import { useLanePointer } from './lane-pointer.ts';
import { createLaneSession, LaneSessionProvider } from './lane-session.ts';
import styles from './lane-stack.module.css';
import { Overlay } from './overlay.tsx';
import { Overview } from './overview.tsx';
import { createPictureQueue } from './picture-queue.ts';
import { Ruler } from './ruler.tsx';
import { layoutTicks } from './ruler-ticks.ts';
import { GUTTER_PX, type Plot, PlotProvider, ScaleProvider, useFrameScale, usePictureQueue } from './scale-context.ts';
import { useSignals } from './sequence-view.ts';
import { SpectrogramLane } from './spectrogram-lane.tsx';
import { TitleBar } from './title-bar.tsx';
import { WaveformLane } from './waveform-lane.tsx';
import { createZoomGlide } from './zoom-glide.ts';

/** While clips arrive all is drawn again and again: so many times longer than drawing took, the page is left to the user. */
const LOADING_REST = 3;
/** The plot never gets narrower. */
const MIN_PLOT_PX = 640;

/** The open sequence from coarse to fine on one x axis: overview, ruler, crop, clips, and the lanes of the store. */
export function LaneStack() {
  const [session] = useState(createLaneSession);
  return (
    <LaneSessionProvider value={session}>
      <ScaledStack />
    </LaneSessionProvider>
  );
}

function ScaledStack() {
  const contentRef = useRef<HTMLDivElement>(null);
  const lanes = useAppState((state) => state.lanes);
  const { widthPx } = useElementSize(contentRef, { widthPx: MIN_PLOT_PX + GUTTER_PX, heightPx: 0 });
  const plot = usePlotOf(contentRef, widthPx - GUTTER_PX);
  useLanePointer(contentRef);
  return (
    <PlotProvider value={plot}>
      <ShownScale widthPx={plot.widthPx}>
        <div className={styles.stack}>
          <TitleBar />
          <div className={styles.body}>
            <div className={styles.scroll}>
              <div className={styles.content} ref={contentRef}>
                <div className={styles.top}>
                  <Overview />
                  <Ruler />
                  <CropBar />
                  <ClipLane />
                </div>
                <div className={styles.lanes} data-lanes>
                  <GridLines />
                  {lanes.map((lane) => (
                    <LaneByKind key={lane.id} lane={lane} />
                  ))}
                </div>
              </div>
            </div>
            <Overlay />
          </div>
        </div>
        <HoverTooltip />
      </ShownScale>
    </PlotProvider>
  );
}

/** The axis of the view as it is now. Only what asks for it is rendered with each step. */
function ShownScale({ widthPx, children }: { readonly widthPx: number; readonly children: ReactNode }) {
  const store = useAppStore();
  const [glide] = useState(() => createZoomGlide(store));
  const zoom = useSyncExternalStore(glide.subscribe, glide.read);
  const queue = usePictureQueue();
  const scale = useMemo(() => createFrameScale(zoom, widthPx), [zoom, widthPx]);
  useLayoutEffect(() => queue.show(scale), [queue, scale]);
  return <ScaleProvider value={scale}>{children}</ScaleProvider>;
}

/** While the view moves, the content says so: the pictures, moved at each frame, then have layers of their own. */
function usePlotOf(contentRef: RefObject<HTMLElement | null>, widthPx: number): Plot {
  const store = useAppStore();
  const [queue] = useState(() =>
    createPictureQueue({
      afterFrame: (callback, tookMs) => {
        const isLoading = store.getState().sequence.phase === 'loading';
        requestAnimationFrame(() => setTimeout(callback, isLoading ? tookMs * LOADING_REST : 0));
      },
      onMoving: (isMoving) => contentRef.current?.toggleAttribute('data-moving', isMoving),
    }),
  );
  useEffect(
    () =>
      store.subscribe((state, previous) => {
        if (state.sequence !== previous.sequence) queue.refresh();
      }),
    [store, queue],
  );
  return useMemo(() => ({ widthPx, queue }), [widthPx, queue]);
}

/** One component a kind of content. */
const LaneByKind = memo(function LaneByKind({ lane }: { readonly lane: Lane }) {
  switch (lane.content.kind) {
    case 'waveform':
      return <WaveformLane lane={lane} />;
    case 'curves':
      return <CurveLane lane={lane} content={lane.content} />;
    case 'spectrogram':
      return <SpectrogramLane lane={lane} />;
    case 'heatmap':
      return <HeatmapLane lane={lane} content={lane.content} />;
  }
});

/** The major ticks as lines behind all lanes. */
function GridLines() {
  const scale = useFrameScale();
  const fps = useSignals()?.head.fps;
  const ticks = useMemo(() => (fps === undefined ? [] : layoutTicks(scale, fps)), [scale, fps]);
  return (
    <div className={styles.grid} style={{ width: scale.widthPx }} aria-hidden="true">
      {ticks.map(({ frame, x, isMajor }) => isMajor && <i key={frame} style={{ left: Math.round(x) }} />)}
    </div>
  );
}
