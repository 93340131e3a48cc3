import { createContext, useContext } from 'react';
import type { FrameScale } from './frame-scale.ts';
import type { PictureQueue } from './picture-queue.ts';

/** Width of the column with lane names, tick labels and legends. */
export const GUTTER_PX = 124;

const ScaleContext = createContext<FrameScale | null>(null);

export const ScaleProvider = ScaleContext.Provider;

/** The x axis that every lane shares, as the view is now: for what is drawn anew at each step of it. */
export function useFrameScale(): FrameScale {
  const scale = useContext(ScaleContext);
  if (scale === null) throw new Error('No lane stack above this component');
  return scale;
}

/** What of the axis does not change as the view moves. */
export interface Plot {
  readonly widthPx: number;
  readonly queue: PictureQueue;
}

const PlotContext = createContext<Plot | null>(null);

export const PlotProvider = PlotContext.Provider;

function usePlot(): Plot {
  const plot = useContext(PlotContext);
  if (plot === null) throw new Error('No lane stack above this component');
  return plot;
}

/** Width of every lane's plot in CSS pixels. */
export function usePlotWidth(): number {
  return usePlot().widthPx;
}

export function usePictureQueue(): PictureQueue {
  return usePlot().queue;
}
