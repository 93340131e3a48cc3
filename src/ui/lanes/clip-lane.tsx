import { useCallback, useMemo } from 'react';
import { describeProblem, type Problem } from '../../core/errors.ts';
import { Icon } from '../controls/icon.tsx';
import { formatClip } from '../format/positions.ts';
import { useAppState } from '../store-context.ts';
import { CanvasLayer, snapToPixel } from './canvas-layer.tsx';
import { type ClipBox, layoutClips } from './clip-labels.ts';
import styles from './clip-lane.module.css';
import { cropRange, cropWindows, hueOf } from './crop-windows.ts';
import { type Palette, usePalette } from './palette.ts';
import { useFrameScale } from './scale-context.ts';
import { useSignals } from './sequence-view.ts';

const HEIGHT_PX = 27;
const BOX_TOP_PX = 4;
const BOX_BOTTOM_PX = 23;
const EDGE_PX = 2;
/** Room that a clip's problem needs to be written into its box. */
const PROBLEM_TEXT_MIN_PX = 160;
const NO_WINDOWS: ReturnType<typeof cropWindows> = [];

/** The sequence's clips with their boundaries, and the slices that the crop takes of them in the windows' hues. */
export function ClipLane() {
  const scale = useFrameScale();
  const palette = usePalette();
  const signals = useSignals();
  const crop = useAppState((state) => state.crop);
  const head = signals?.head;
  const windows = useMemo(
    () => (head === undefined || cropRange(crop, head.n_frames) === null ? NO_WINDOWS : cropWindows(crop)),
    [head, crop],
  );
  const boxes = useMemo(
    () => (head === undefined ? [] : layoutClips(scale, head.seg_len, head.n_frames, windows)),
    [scale, head, windows],
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      for (const box of boxes) drawBox(context, box, palette);
    },
    [boxes, palette],
  );
  return (
    <section aria-label="Clips" className={styles.lane} data-lane-id="clips">
      <div className={styles.gutter}>Clips</div>
      <div className={styles.plot}>
        <div role="img" aria-label={describeBoxes(boxes)} className={styles.text} />
        <CanvasLayer className={styles.canvas} widthPx={scale.widthPx} heightPx={HEIGHT_PX} draw={draw} />
        {signals !== null &&
          boxes.map((box) => {
            const problems = signals.problemsByClip.get(box.clip) ?? [];
            return problems.length > 0 && <ProblemMark key={box.clip} box={box} problems={problems} />;
          })}
      </div>
    </section>
  );
}

/** The octagon in the clip's box, with all of its problems in words. */
function ProblemMark({ box, problems }: { readonly box: ClipBox; readonly problems: readonly Problem[] }) {
  const words = problems.map(describeProblem).join('\n');
  const nameEnd = box.name === null ? box.left : box.left + 30;
  const sliceLeft = box.slice === null ? box.right : box.slice.x - box.slice.text.length * 3.3 - 4;
  const widthPx = Math.max(sliceLeft - nameEnd, 16);
  return (
    <div
      role="img"
      aria-label={`Clip ${formatClip(box.clip)}: ${words}`}
      title={words}
      className={styles.problem}
      style={{ transform: `translateX(${nameEnd}px)`, width: widthPx }}
    >
      <Icon name="alert" sizePx={12} />
      {widthPx >= PROBLEM_TEXT_MIN_PX && <span>{problems[0]?.what}</span>}
    </div>
  );
}

function drawBox(context: CanvasRenderingContext2D, box: ClipBox, palette: Palette): void {
  const left = snapToPixel(box.left);
  context.fillStyle = palette.clip;
  context.fillRect(left, BOX_TOP_PX, snapToPixel(box.right) - left, BOX_BOTTOM_PX - BOX_TOP_PX);
  for (const run of box.runs) {
    const runLeft = snapToPixel(run.left);
    const width = snapToPixel(run.right) - runLeft;
    if (width <= 0) continue;
    const hue = hueOf(run.window);
    context.fillStyle = palette[`${hue}-fill`];
    context.fillRect(runLeft, BOX_TOP_PX, width, BOX_BOTTOM_PX - BOX_TOP_PX);
    context.fillStyle = palette[hue];
    context.fillRect(runLeft, BOX_BOTTOM_PX - EDGE_PX, width, EDGE_PX);
  }
  if (box.hasStart) {
    context.fillStyle = palette.well;
    context.fillRect(left, BOX_TOP_PX, 1, BOX_BOTTOM_PX - BOX_TOP_PX);
  }
  context.font = `400 11px ${palette['font-mono']}`;
  context.textBaseline = 'middle';
  const middle = (BOX_TOP_PX + BOX_BOTTOM_PX) / 2 + 0.5;
  if (box.name !== null) {
    context.textAlign = 'left';
    context.fillStyle = palette.fg2;
    context.fillText(box.name.text, box.name.x, middle);
  }
  if (box.slice !== null) {
    context.textAlign = 'center';
    context.fillStyle = palette.fg;
    context.fillText(box.slice.text, box.slice.x, middle);
  }
}

function describeBoxes(boxes: readonly ClipBox[]): string {
  const first = boxes[0];
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return 'No clips';
  const cropped = boxes.filter(({ runs }) => runs.length > 0).map(({ clip }) => formatClip(clip));
  const inCrop = cropped.length === 0 ? 'none of them in the crop' : `${cropped.join(', ')} in the crop`;
  return `Clips ${formatClip(first.clip)} to ${formatClip(last.clip)} in view, ${inCrop}`;
}
