import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import type { CropState } from '../../state/app-state.ts';
import { cropLength, lastStartFrame } from '../../state/crop-start.ts';
import { frameCountOf, signalsOf } from '../../state/selectors.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { useDevicePixelRatio } from './canvas-layer.tsx';
import { attachCropDrag, moveCropByKey } from './crop-pointer.ts';
import { cropRange, cropWindows, hueOf } from './crop-windows.ts';
import type { FrameScale } from './frame-scale.ts';
import type { KeptPicture } from './kept-picture.ts';
import { useLaneSession } from './lane-session.ts';
import { mountWaveform, type WaveformView } from './waveform-view.ts';

/** Mounts wavesurfer once and makes its region a slider that moves the crop. */
export function useWaveformView(containerRef: RefObject<HTMLDivElement | null>): WaveformView | null {
  const store = useAppStore();
  const session = useLaneSession();
  const [view, setView] = useState<WaveformView | null>(null);
  useEffect(() => {
    const container = containerRef.current;
    if (container === null) return;
    let release = () => {};
    const frameAt = (clientX: number) => {
      // The container itself is wider than the plot, and stretched while the view moves.
      const { left, width } = (container.closest('[data-plot]') ?? container).getBoundingClientRect();
      const { startFrame, endFrame } = store.getState().zoom;
      return startFrame + ((clientX - left) / width) * (endFrame - startFrame);
    };
    const mounted = mountWaveform(container, container.clientHeight, (element) => {
      const detach = attachCropDrag(element, { store, session, frameAt });
      const unlabel = makeCropSlider(element, store);
      release = () => {
        detach();
        unlabel();
      };
    });
    setView(mounted);
    return () => {
      release();
      mounted.destroy();
      setView(null);
    };
  }, [containerRef, store, session]);
  return view;
}

/** wavesurfer's region is a bare div: give it the role, the name, the tab stop and the keys of a slider. */
function makeCropSlider(element: HTMLElement, store: ReturnType<typeof useAppStore>): () => void {
  element.setAttribute('role', 'slider');
  element.setAttribute('aria-label', 'Crop in the waveform');
  element.tabIndex = 0;
  element.style.touchAction = 'pan-y';
  const update = () => {
    const state = store.getState();
    const n_frames = signalsOf(state)?.head.n_frames ?? 0;
    element.setAttribute('aria-valuemin', '0');
    element.setAttribute('aria-valuemax', String(Math.max(lastStartFrame(state.crop, n_frames), 0)));
    element.setAttribute('aria-valuenow', String(state.crop.startFrame));
    const endFrame = state.crop.startFrame + cropLength(state.crop);
    element.setAttribute('aria-valuetext', `Frames ${state.crop.startFrame} to ${endFrame}`);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (moveCropByKey(store, event.key, event.shiftKey)) event.preventDefault();
  };
  update();
  element.addEventListener('keydown', handleKey);
  const unsubscribe = store.subscribe((state, previous) => {
    if (state.crop !== previous.crop || state.sequence !== previous.sequence) update();
  });
  return () => {
    unsubscribe();
    element.removeEventListener('keydown', handleKey);
  };
}

/** Copies each window's part of the pictures onto the canvas, whenever crop or pictures change and without a render. */
export function useCropHues(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  pictures: Readonly<Record<'a' | 'b', KeptPicture>> | null,
  scale: FrameScale,
  heightPx: number,
): void {
  const store = useAppStore();
  const pixelRatio = useDevicePixelRatio();
  const n_frames = useAppState(frameCountOf) ?? 0;
  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    canvas.width = Math.round(scale.widthPx * pixelRatio);
    canvas.height = Math.round(heightPx * pixelRatio);
    let shown: CropState | null = null;
    const update = () => {
      const { crop } = store.getState();
      if (crop === shown) return;
      shown = crop;
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (pictures === null || cropRange(crop, n_frames) === null) return;
      const toColumn = (frame: number) => Math.round(scale.toX(frame) * pixelRatio);
      for (const { name, startFrame, endFrame } of cropWindows(crop)) {
        pictures[hueOf(name)].copy(context, toColumn(startFrame), toColumn(endFrame));
      }
    };
    update();
    return store.subscribe(update);
  }, [store, canvasRef, pictures, scale, heightPx, pixelRatio, n_frames]);
}

/** Places wavesurfer's region on the crop. */
export function useCropRegion(view: WaveformView | null, scale: FrameScale): void {
  const store = useAppStore();
  const n_frames = useAppState(frameCountOf) ?? 0;
  useLayoutEffect(() => {
    let shown: CropState | null = null;
    const update = () => {
      const { crop } = store.getState();
      if (crop === shown) return;
      shown = crop;
      const range = cropRange(crop, n_frames);
      view?.placeRegion(
        range && {
          start: scale.toX(range.startFrame) / scale.widthPx,
          end: scale.toX(range.endFrame) / scale.widthPx,
        },
      );
    };
    update();
    return store.subscribe(update);
  }, [store, scale, view, n_frames]);
}
