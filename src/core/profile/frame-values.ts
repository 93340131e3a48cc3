/** Values of each frame of a sequence that is read clip by clip; frames that are never set are NaN. Takes memory for what was read, not for what a length claims. */
export class FrameValues {
  readonly #width: number;
  readonly #parts: { readonly startFrame: number; readonly values: Float32Array }[] = [];
  #endFrame = 0;

  /** @param width values a frame. */
  constructor(width: number) {
    this.#width = width;
  }

  /** Keeps `values`, shape (frames, width), of the frames from `startFrame` on. */
  set(startFrame: number, values: Float32Array): void {
    this.#parts.push({ startFrame, values });
    this.#endFrame = Math.max(this.#endFrame, startFrame + values.length / this.#width);
  }

  /** Shape (frames, width), up to the last frame that was set. */
  toArray(): Float32Array {
    const all = new Float32Array(this.#endFrame * this.#width).fill(Number.NaN);
    for (const { startFrame, values } of this.#parts) all.set(values, startFrame * this.#width);
    return all;
  }
}
