import WaveSurfer from 'wavesurfer.js';
import RegionsPlugin, { type Region } from 'wavesurfer.js/dist/plugins/regions.js';
import { paintWaveform, type WaveformColors, type WaveformDrawing } from './paint-waveform.ts';

/**
 * wavesurfer.js with only the visible range in it, so that it lies on the lanes' axis at any zoom: the range is its whole duration, called 1.
 * Nothing is fetched, decoded or played by it.
 */
export interface WaveformView {
  /** Draws the range anew; null leaves it empty. */
  update(drawing: WaveformDrawing | null, colors: WaveformColors): void;
  /** Places the crop's region, in shares of the visible range; null hides it. */
  placeRegion(range: { readonly start: number; readonly end: number } | null): void;
  destroy(): void;
}

/** Duration of the visible range. */
const RANGE_DURATION = 1;
const PLACE_DELAY_MS = 60;

/** `onRegion` gets the region's element once it exists; the element has neither role nor name nor tab stop of its own. */
export function mountWaveform(
  container: HTMLElement,
  heightPx: number,
  onRegion: (element: HTMLElement) => void,
): WaveformView {
  const regions = RegionsPlugin.create();
  const silence = new Float32Array(1);
  const wavesurfer = WaveSurfer.create({
    container,
    height: heightPx,
    peaks: [silence, silence],
    duration: RANGE_DURATION,
    waveColor: 'transparent',
    progressColor: 'transparent',
    cursorWidth: 0,
    interact: false,
    hideScrollbar: true,
    plugins: [regions],
  });
  let region: Region | null = null;
  let placing: ReturnType<typeof setTimeout> | undefined;
  let wanted: { readonly start: number; readonly end: number } | null = null;

  function place(): void {
    const element = region?.element;
    if (region === null || element === null || element === undefined) return;
    const start = Math.max(wanted?.start ?? 0, 0);
    const end = Math.min(wanted?.end ?? 0, RANGE_DURATION);
    element.style.display = end > start ? '' : 'none';
    // A region without length would turn into a marker.
    if (end > start) region.setOptions({ start, end });
  }

  wavesurfer.on('ready', () => {
    if (region !== null) return;
    region = regions.addRegion({ start: 0, end: RANGE_DURATION, color: 'transparent', drag: false, resize: false });
    if (region.element !== null) onRegion(region.element);
    place();
  });

  return {
    update: (drawing, colors) => {
      if (drawing === null) {
        wavesurfer.setOptions({ renderFunction: () => {} });
        return;
      }
      wavesurfer.setOptions({
        height: drawing.heightPx,
        peaks: peaksOf(drawing),
        duration: RANGE_DURATION,
        // wavesurfer's own drawing mirrors each channel at zero; a column of speech lies where its samples lie.
        renderFunction: (_, context) => paintWaveform(context, drawing, colors),
      });
    },
    placeRegion: (range) => {
      wanted = range;
      // wavesurfer measures the page for each placement. The region is invisible and holds the pointer while it is dragged, so it may wait.
      clearTimeout(placing);
      placing = setTimeout(place, PLACE_DELAY_MS);
    },
    destroy: () => {
      clearTimeout(placing);
      wavesurfer.destroy();
    },
  };
}

/** Copies, maxima first: wavesurfer keeps the arrays that it is given. */
function peaksOf(drawing: WaveformDrawing): Float32Array[] {
  if (drawing.kind === 'columns') return [drawing.columns.max.slice(), drawing.columns.min.slice()];
  const samples = drawing.samples.length > 0 ? drawing.samples.slice() : new Float32Array(1);
  return [samples, samples];
}
