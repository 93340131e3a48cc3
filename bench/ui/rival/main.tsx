import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Line, LineChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import { type CurvePoint, selectCurvePoints } from '../../../src/ui/charts/curve-points.ts';

/*
 * What the lanes would be if crop and playhead were parts of the charts: the same four lanes of curves, at the size and with the points that
 * the measured page has, but each move of crop, playhead or view goes through React state into every chart.
 */

const WIDTH_PX = 1000;
const HEIGHTS_PX = [76, 96, 96, 96];
const CROP_FRAMES = 200;
const STROKES = ['#6ea8fe', '#ffb454', '#7ee0a1'];
const ZOOM_PER_PX = Math.log(1.5) / 100;

const params = new URLSearchParams(window.location.search);
const n_frames = Number(params.get('frames'));
/** As many points as the page draws while the view rests; `all` draws every frame. */
const maxPoints = params.get('points') === 'all' ? n_frames + 2 : 800;
const [zoomStart = 0, zoomEnd = n_frames] = (params.get('zoom') ?? '').split('-').filter(Boolean).map(Number);
const widths = [1, 3, 3, 3];

function Rival({ columns }: { readonly columns: Float32Array }) {
  const [zoom, setZoom] = useState({ startFrame: zoomStart, endFrame: zoomEnd });
  const [cropStart, setCropStart] = useState(zoomStart);
  const [playhead, setPlayhead] = useState(zoomStart);
  const plotRef = useRef<HTMLDivElement>(null);
  const lanes = useMemo(
    () =>
      widths.map((width, lane) => {
        const first = widths.slice(0, lane).reduce((sum, each) => sum + each, 0);
        const series = Array.from({ length: width }, (_, dim) =>
          columns.subarray((first + dim) * n_frames, (first + dim + 1) * n_frames),
        );
        return selectCurvePoints(series, zoom, maxPoints);
      }),
    [columns, zoom],
  );
  const frameAt = (clientX: number) => zoom.startFrame + (clientX / WIDTH_PX) * (zoom.endFrame - zoom.startFrame);

  useEffect(() => {
    const plot = plotRef.current;
    const handleWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(event.deltaY * ZOOM_PER_PX);
      setZoom(({ startFrame, endFrame }) => {
        const frame = startFrame + (event.clientX / WIDTH_PX) * (endFrame - startFrame);
        return { startFrame: frame - (frame - startFrame) * factor, endFrame: frame + (endFrame - frame) * factor };
      });
    };
    plot?.addEventListener('wheel', handleWheel, { passive: false });
    return () => plot?.removeEventListener('wheel', handleWheel);
  }, []);

  function handleMove(event: PointerEvent<HTMLDivElement>) {
    if (event.buttons === 0) return;
    const frame = Math.round(frameAt(event.clientX));
    // The upper lane drags the playhead, the others the crop.
    if (event.clientY < (HEIGHTS_PX[0] ?? 0)) setPlayhead(frame);
    else setCropStart(Math.min(Math.max(frame, 0), n_frames - CROP_FRAMES));
  }

  return (
    <div id="plot" ref={plotRef} onPointerMove={handleMove}>
      {lanes.map((points, lane) => (
        <LineChart
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place.
          key={lane}
          width={WIDTH_PX}
          height={HEIGHTS_PX[lane] ?? 0}
          data={points as CurvePoint[]}
          margin={{ top: 4, right: 0, bottom: 4, left: 0 }}
          accessibilityLayer={false}
          style={{ pointerEvents: 'none' }}
        >
          <XAxis dataKey="frame" type="number" domain={[zoom.startFrame, zoom.endFrame]} allowDataOverflow hide />
          <YAxis type="number" domain={['auto', 'auto']} hide width={0} />
          <ReferenceArea
            x1={cropStart}
            x2={cropStart + CROP_FRAMES}
            fill="#6ea8fe"
            fillOpacity={0.2}
            ifOverflow="hidden"
          />
          <ReferenceLine x={playhead} stroke="#ffffff" ifOverflow="hidden" />
          {STROKES.slice(0, widths[lane]).map((stroke, dim) => (
            <Line
              key={stroke}
              dataKey={`v${dim}`}
              stroke={stroke}
              dot={false}
              isAnimationActive={false}
              type="linear"
            />
          ))}
        </LineChart>
      ))}
    </div>
  );
}

const columns = new Float32Array(await (await fetch('./columns.f32')).arrayBuffer());
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<Rival columns={columns} />);
