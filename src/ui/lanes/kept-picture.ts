/** A drawing that is made once, at the size it is first wanted in, and then copied piece by piece. */
export interface KeptPicture {
  /** Copies columns `[left, right)`, in device pixels, to the same place of a canvas. */
  copy(target: CanvasRenderingContext2D, left: number, right: number): void;
}

/** `paint` draws on a transparent canvas of the target's device pixels. */
export function createKeptPicture(paint: (context: CanvasRenderingContext2D) => void): KeptPicture {
  let kept: HTMLCanvasElement | null = null;

  function pictureLike({ width, height }: HTMLCanvasElement): HTMLCanvasElement {
    if (kept !== null && kept.width === width && kept.height === height) return kept;
    kept = document.createElement('canvas');
    kept.width = width;
    kept.height = height;
    const context = kept.getContext('2d');
    if (context !== null) paint(context);
    return kept;
  }

  return {
    copy(target, left, right) {
      const { width, height } = target.canvas;
      const from = Math.max(Math.round(left), 0);
      const to = Math.min(Math.round(right), width);
      if (to <= from || height === 0) return;
      target.drawImage(pictureLike(target.canvas), from, 0, to - from, height, from, 0, to - from, height);
    },
  };
}
