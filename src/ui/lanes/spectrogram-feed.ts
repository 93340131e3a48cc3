import { DataError, type Problem } from '../../core/errors.ts';
import type { SpectrogramPart, SpectrogramRequest } from '../../worker/protocol.ts';
import { placePart, type SpectrogramImage, type SpectrogramTarget, startImage } from './spectrogram-image.ts';

/** Makes pictures one after the other, part after part, each over what is known already. */
export interface SpectrogramFeed {
  /** Asks for a picture. One call is under way at a time: of several that are asked for meanwhile only the last is made. */
  want(target: SpectrogramTarget): void;
  /** Nothing is shown any more. */
  close(): void;
}

export interface SpectrogramSink {
  readonly read: (request: SpectrogramRequest) => Promise<SpectrogramPart>;
  /** Called after each part. */
  readonly show: (image: SpectrogramImage) => void;
  readonly fail: (problem: Problem) => void;
}

export function createSpectrogramFeed({ read, show, fail }: SpectrogramSink): SpectrogramFeed {
  let wanted: SpectrogramTarget | null = null;
  let image: SpectrogramImage | null = null;
  let isRunning = false;
  let isClosed = false;

  async function makePicture(target: SpectrogramTarget): Promise<void> {
    let firstColumn = 0;
    let next = startImage(target, image);
    while (firstColumn < target.columns && wanted === target && !isClosed) {
      const part = await read({ ...target, firstColumn });
      if (isClosed) return;
      // Without progress there is no end: a worker's fault, not the data's.
      if (part.endColumn <= firstColumn) throw new Error('the spectrogram does not go on');
      firstColumn = part.endColumn;
      next = placePart(next, part);
      image = next;
      show(next);
    }
  }

  /** Another picture, wanted since, is tried all the same. */
  function report(error: unknown): void {
    if (!(error instanceof DataError)) throw error;
    if (!isClosed) fail(error.problem);
  }

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (wanted !== null && !isClosed) {
        const target: SpectrogramTarget = wanted;
        await makePicture(target).catch(report);
        if (wanted === target) wanted = null;
      }
    } finally {
      isRunning = false;
    }
  }

  return {
    want(target) {
      wanted = target;
      if (!isRunning) void run();
    },
    close() {
      isClosed = true;
    },
  };
}
