import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { AppState, Lane } from '../../state/app-state.ts';
import { signalsOf, statisticsInUse } from '../../state/selectors.ts';
import { PEAK_BUCKET_SAMPLES } from '../../worker/protocol.ts';
import { formatSigned } from '../format/numbers.ts';
import { formatClip } from '../format/positions.ts';
import { useAppState } from '../store-context.ts';
import { cropRange, cropWindows, hueOf, windowAt } from './crop-windows.ts';
import { groupWidth, normalizeDimension } from './curve-series.ts';
import styles from './hover-tooltip.module.css';
import { useLaneSession } from './lane-session.ts';
import { legendNames } from './lane-text.ts';
import { columnsFromPeaks } from './peak-columns.ts';

const POINTER_GAP_PX = 12;

/** What lies under the pointer: frame, values, place in window and clip, seconds. */
export function HoverTooltip() {
  const session = useLaneSession();
  const laneId = useStore(session, ({ hoverLaneId }) => hoverLaneId);
  const frame = useAppState(({ hoverFrame }) => hoverFrame);
  const boxRef = useRef<HTMLDivElement>(null);
  const isShown = laneId !== null && frame !== null;

  useLayoutEffect(() => {
    const box = boxRef.current;
    if (!isShown || box === null) return;
    const { offsetWidth, offsetHeight } = box;
    const update = () => {
      const { x, y } = session.getState().pointer;
      const isRight = x + POINTER_GAP_PX + offsetWidth > window.innerWidth;
      const left = isRight ? x - POINTER_GAP_PX - offsetWidth : x + POINTER_GAP_PX;
      const top = Math.min(y + POINTER_GAP_PX, window.innerHeight - offsetHeight - POINTER_GAP_PX);
      box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    update();
    return session.subscribe(update);
  });

  if (!isShown) return null;
  return (
    <div role="tooltip" className={styles.tooltip} ref={boxRef}>
      <TooltipText laneId={laneId} frame={frame} />
    </div>
  );
}

function TooltipText({ laneId, frame }: { readonly laneId: string; readonly frame: number }) {
  const state = useAppState((all) => all);
  const signals = signalsOf(state);
  const session = useLaneSession();
  const given = useStore(session, ({ readout }) => readout);
  const readout = given?.laneId === laneId ? given : null;
  const lane = state.lanes.find(({ id }) => id === laneId);
  if (signals === null) return null;
  const { seg_len, fps, n_frames } = signals.head;
  const clip = Math.floor(frame / seg_len);
  const windows = cropRange(state.crop, n_frames) === null ? [] : cropWindows(state.crop);
  const inWindow = windowAt(frame, windows);
  return (
    <>
      <p>
        <b>{readout?.title ?? lane?.name ?? 'Clips'}</b>
        {' at frame '}
        <span className={styles.number}>{frame}</span>
      </p>
      {readout !== null && (
        <p className={styles.number}>
          {readout.values.map(({ text, unit }, index) => (
            <span key={unit}>
              {index > 0 && '  '}
              {text} <span className={styles.unit}>{unit}</span>
            </span>
          ))}
        </p>
      )}
      {lane !== undefined && <LaneValues state={state} lane={lane} frame={frame} />}
      <p className={styles.place}>
        {inWindow !== null && <i className={styles[hueOf(inWindow.name)]} />}
        {inWindow !== null && `${inWindow.name}[${inWindow.index}] · `}
        {`${formatClip(clip)}[${frame - clip * seg_len}] · ${(frame / fps).toFixed(2)} s`}
      </p>
    </>
  );
}

interface LaneValuesProps {
  readonly state: AppState;
  readonly lane: Lane;
  readonly frame: number;
}

function LaneValues({ state, lane: { content }, frame }: LaneValuesProps): ReactNode {
  const signals = signalsOf(state);
  if (signals === null) return null;
  if (content.kind === 'waveform') {
    const samplesPerFrame = signals.head.rate / signals.head.fps;
    const bucketCount = Math.max(Math.round(samplesPerFrame / PEAK_BUCKET_SAMPLES), 1);
    const range = { startFrame: frame, endFrame: frame + 1 };
    const { min, max } = columnsFromPeaks(signals.peaks, range, samplesPerFrame, bucketCount);
    return (
      <p className={styles.number}>
        {formatSigned(Math.min(...min), 3)} <span className={styles.unit}>min</span> {formatSigned(Math.max(...max), 3)}{' '}
        <span className={styles.unit}>max</span>
      </p>
    );
  }
  if (content.kind !== 'curves') return null;
  const width = groupWidth(signals, content.group);
  const statistics = statisticsInUse(state)?.groups[content.group];
  const names = legendNames(content.group, content.dims, width);
  return content.dims.map((dim, index) => {
    const raw = signals.coef[content.group]?.[frame * width + dim] ?? Number.NaN;
    const z = normalizeDimension(Float32Array.of(raw), dim, statistics)?.[0];
    return (
      <p key={dim} className={styles.number}>
        <span className={styles.name}>{names[index]}</span> {formatSigned(raw, 3)}
        <span className={styles.unit}> raw</span>
        {z !== undefined && (
          <>
            {`  ${formatSigned(z, 2)}`}
            <span className={styles.unit}> z</span>
          </>
        )}
      </p>
    );
  });
}
