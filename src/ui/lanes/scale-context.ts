import { createContext, useContext } from 'react';
import type { FrameScale } from './frame-scale.ts';

/** Width of the column with lane names, tick labels and legends. */
export const GUTTER_PX = 124;

const ScaleContext = createContext<FrameScale | null>(null);

export const ScaleProvider = ScaleContext.Provider;

/** The x axis that every lane shares. */
export function useFrameScale(): FrameScale {
  const scale = useContext(ScaleContext);
  if (scale === null) throw new Error('No lane stack above this component');
  return scale;
}
