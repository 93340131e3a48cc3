import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { cropLength, lastStartFrame } from '../../state/crop-start.ts';
import { signalsOf } from '../../state/selectors.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import { attachCropDrag, moveCropByKey } from './crop-pointer.ts';
import { cropRange, cropWindows, hueOf } from './crop-windows.ts';
import { useLaneSession } from './lane-session.ts';
import { useFrameScale } from './scale-context.ts';
import { mountWaveform, type WaveformView } from './waveform-view.ts';

const HUES = ['a', 'b'] as const;
/** Taller than any lane: the layers are clipped at the sides only. */
const CLIP_HEIGHT_PX = 4096;

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
      const { left, width } = container.getBoundingClientRect();
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

/** Clips the hue layers to their windows and places the region, without a render. */
export function useCropClip(
  view: WaveformView | null,
  layers: Readonly<Record<'a' | 'b', RefObject<HTMLCanvasElement | null>>>,
): void {
  const store = useAppStore();
  const scale = useFrameScale();
  const { a, b } = layers;
  const n_frames = useAppState((state) => signalsOf(state)?.head.n_frames ?? 0);
  useLayoutEffect(() => {
    let shown: unknown = null;
    const update = () => {
      const { crop } = store.getState();
      if (crop === shown) return;
      shown = crop;
      const range = cropRange(crop, n_frames);
      const windows = range === null ? [] : cropWindows(crop);
      for (const hue of HUES) {
        const layer = { a, b }[hue].current;
        if (layer === null) continue;
        const boxes = windows
          .filter(({ name }) => hueOf(name) === hue)
          .map(({ startFrame, endFrame }) => {
            const left = snapToPixel(scale.toX(startFrame));
            return `M${left} 0H${snapToPixel(scale.toX(endFrame))}V${CLIP_HEIGHT_PX}H${left}z`;
          });
        layer.style.visibility = boxes.length === 0 ? 'hidden' : 'visible';
        layer.style.clipPath = boxes.length === 0 ? '' : `path('${boxes.join('')}')`;
      }
      view?.placeRegion(
        range && {
          start: scale.toX(range.startFrame) / scale.widthPx,
          end: scale.toX(range.endFrame) / scale.widthPx,
        },
      );
    };
    update();
    return store.subscribe(update);
  }, [store, scale, view, n_frames, a, b]);
}
