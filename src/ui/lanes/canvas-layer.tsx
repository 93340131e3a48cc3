import { type Ref, useImperativeHandle, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { usePalette } from './palette.ts';

export interface CanvasLayerProps {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Draws in CSS pixels on a cleared canvas. Give it a stable identity: a new one redraws. */
  readonly draw: (context: CanvasRenderingContext2D, pixelRatio: number) => void;
  readonly className?: string | undefined;
  /** Whether the canvas hides what lies under it: it begins in the colour of the plots then, and costs less to put on the screen. */
  readonly isOpaque?: boolean;
  readonly ref?: Ref<HTMLCanvasElement | null>;
}

/** A canvas at device pixels, redrawn when its size, the device pixel ratio or `draw` changes. */
export function CanvasLayer({ widthPx, heightPx, draw, className, isOpaque = false, ref }: CanvasLayerProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const pixelRatio = useDevicePixelRatio();
  useImperativeHandle(ref, () => canvasRef.current as HTMLCanvasElement);
  const ground = usePalette().well;
  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d', { alpha: !isOpaque });
    if (canvas === null || context === null || context === undefined) return;
    // Setting the size also clears the canvas and resets its state.
    canvas.width = Math.round(widthPx * pixelRatio);
    canvas.height = Math.round(heightPx * pixelRatio);
    if (isOpaque) {
      context.fillStyle = ground;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    context.scale(pixelRatio, pixelRatio);
    draw(context, pixelRatio);
  }, [widthPx, heightPx, pixelRatio, draw, isOpaque, ground]);
  return <canvas ref={canvasRef} className={className} style={{ width: widthPx, height: heightPx }} />;
}

/** Device pixels a CSS pixel; follows the browser's zoom and moves between screens. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(subscribeToPixelRatio, () => window.devicePixelRatio || 1);
}

/** `x` on the nearest device pixel, so that 1 px lines stay sharp. */
export function snapToPixel(x: number): number {
  const pixelRatio = window.devicePixelRatio || 1;
  return Math.round(x * pixelRatio) / pixelRatio;
}

function subscribeToPixelRatio(onChange: () => void): () => void {
  let query = watch();
  function watch(): MediaQueryList {
    const next = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    next.addEventListener('change', handleChange, { once: true });
    return next;
  }
  // The query holds for one ratio only, so each change needs a new one.
  function handleChange() {
    query = watch();
    onChange();
  }
  return () => query.removeEventListener('change', handleChange);
}
