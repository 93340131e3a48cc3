import { type RefCallback, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SequenceSignals } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { selectHead } from '../crop/open-sequence.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { createPictureScale, isDrawnFor, isUsable, type PictureScale, placePicture } from './picture-scale.ts';
import { usePictureQueue, usePlotWidth } from './scale-context.ts';

/** What a lane's picture is drawn of. */
export interface Picture {
  /** The axis to draw on. */
  readonly scale: PictureScale;
  /** Null while the sequence is on its way or none is open. */
  readonly signals: SequenceSignals | null;
}

/**
 * What to draw in a lane. It changes when the view has come to rest or clips have arrived, and then when it is the lane's turn: not with each step of a
 * gesture, and not in all lanes at once. Meanwhile the element with `pictureRef`, which holds the picture from its left edge on, is moved and stretched.
 */
export function usePicture(): Picture & { readonly pictureRef: RefCallback<HTMLElement> } {
  // A lane that is unfolded has another element than before: that one has to be put in its place too.
  const [element, setElement] = useState<HTMLElement | null>(null);
  return { ...useDrawnPicture(element, true), pictureRef: setElement };
}

/** The signals of a picture that does not follow the view. */
export function usePictureSignals(): SequenceSignals | null {
  return useDrawnPicture(null, false).signals;
}

function useDrawnPicture(element: HTMLElement | null, isFollowing: boolean): Picture {
  const store = useAppStore();
  const queue = usePictureQueue();
  const widthPx = usePlotWidth();
  const head = useAppState(selectHead);
  const n_frames = head?.n_frames ?? 0;
  const make = () => {
    const state = store.getState();
    const scale = createPictureScale(state.zoom, widthPx, n_frames);
    return { head, widthPx, scale, signals: signalsOf(state) };
  };
  const [kept, setKept] = useState(make);
  let drawn = kept;
  // Another sequence or width is shown at once: nothing that is drawn can stand for it.
  if (kept.head !== head || kept.widthPx !== widthPx) {
    drawn = make();
    setKept(drawn);
  }
  const { scale, signals } = drawn;

  useLayoutEffect(
    () =>
      queue.add({
        place: (shown) => {
          if (element !== null) element.style.transform = placePicture(scale, shown);
        },
        isDrawnFor: (shown) => signals === signalsOf(store.getState()) && (!isFollowing || isDrawnFor(scale, shown)),
        isUsable: (shown) => !isFollowing || isUsable(scale, shown, n_frames),
        redraw: () => {
          const state = store.getState();
          const next = createPictureScale(state.zoom, widthPx, n_frames);
          const isSame = isDrawnFor(scale, next.view);
          flushSync(() => setKept({ head, widthPx, scale: isSame ? scale : next, signals: signalsOf(state) }));
        },
      }),
    [queue, element, isFollowing, scale, signals, store, head, n_frames, widthPx],
  );
  return drawn;
}
