import type { FrameScale } from './frame-scale.ts';

/** The picture of one lane as it is drawn now. */
export interface LanePicture {
  /** Puts it where it lies in this view. */
  place(shown: FrameScale): void;
  /** Whether it was drawn for this very view. */
  isDrawnFor(shown: FrameScale): boolean;
  /** Whether it can stand for this view until that rests. */
  isUsable(shown: FrameScale): boolean;
  /** Draws it anew, at once. */
  redraw(): void;
}

/**
 * Follows the view with pictures that are already drawn: while it moves they are moved and stretched, once it rests they are drawn anew, a few
 * milliseconds of them a frame.
 */
export interface PictureQueue {
  /** Returns how to take the picture away. */
  add(picture: LanePicture): () => void;
  /** The view is another. */
  show(shown: FrameScale): void;
  /** There is more to draw than before. */
  refresh(): void;
}

export interface PictureQueueParts {
  /** Calls back after the next frame, or later if what was drawn in the last one, which took so long, calls for a rest. */
  readonly afterFrame: (callback: () => void, tookMs: number) => void;
  readonly onMoving: (isMoving: boolean) => void;
}

/** The view rests when it has been the same for so long. */
const REST_MS = 150;
/** No picture is begun later in one frame. */
const SLICE_MS = 6;

export function createPictureQueue({ afterFrame, onMoving }: PictureQueueParts): PictureQueue {
  const pictures = new Set<LanePicture>();
  let shown: FrameScale | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let isMoving = false;
  let isWorking = false;

  function isDue(picture: LanePicture): boolean {
    if (shown === null) return false;
    return isMoving ? !picture.isUsable(shown) : !picture.isDrawnFor(shown);
  }

  function work(tookMs = 0): void {
    if (isWorking || ![...pictures].some(isDue)) return;
    isWorking = true;
    afterFrame(() => {
      isWorking = false;
      const startMs = performance.now();
      for (const picture of takeTurns()) {
        picture.redraw();
        if (performance.now() > startMs + SLICE_MS) break;
      }
      work(performance.now() - startMs);
    }, tookMs);
  }

  /** A picture is added anew when it is drawn, so those that have waited longest come first. */
  function takeTurns(): readonly LanePicture[] {
    return [...pictures].filter(isDue);
  }

  function setMoving(value: boolean): void {
    if (isMoving === value) return;
    isMoving = value;
    onMoving(value);
  }

  return {
    add(picture) {
      pictures.add(picture);
      if (shown !== null) picture.place(shown);
      return () => pictures.delete(picture);
    },
    show(next) {
      const isFirst = shown === null;
      shown = next;
      for (const picture of pictures) picture.place(next);
      if (isFirst) {
        work();
        return;
      }
      setMoving(true);
      clearTimeout(rest);
      rest = setTimeout(() => {
        setMoving(false);
        work();
      }, REST_MS);
      work();
    },
    refresh: () => work(),
  };
}
