import { DataError } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import { MP3_DECODER_MISSING } from '../core/formats/mp3.ts';

/** Audio formats of a worker, some of whose decoders are loaded when the first clip needs them. */
export interface Decoders {
  /** Those that are loaded. */
  formats(): readonly AudioFormat[];
  readonly areLoaded: boolean;
  load(): Promise<void>;
  /**
   * Runs `work`; where it met a clip whose decoder is not loaded, loads it and runs once more. Met means met: work that reports such a clip as damaged,
   * and does not throw, runs again too.
   */
  provide<T>(work: () => T | Promise<T>): Promise<T>;
}

export interface DecoderParts {
  readonly formats: readonly AudioFormat[];
  loadMore(): Promise<readonly AudioFormat[]>;
  /** Called when decoders have been loaded: what holds the formats before has to be made anew. */
  onLoad(): void;
}

export function createDecoders({ formats: first, loadMore, onLoad }: DecoderParts): Decoders {
  let misses = 0;
  let isLoaded = false;
  let loading: Promise<void> | null = null;
  let formats = first.map((format) => noticing(format, () => misses++));

  async function loadOnce(): Promise<void> {
    formats = [...(await loadMore())];
    isLoaded = true;
    onLoad();
  }

  function load(): Promise<void> {
    // One that failed is tried again.
    loading ??= loadOnce().finally(() => {
      loading = null;
    });
    return loading;
  }

  return {
    formats: () => formats,
    get areLoaded() {
      return isLoaded;
    },
    load,
    async provide(work) {
      // Work that began before another's miss was answered still holds the formats of then, so what counts is how it was when it began.
      const wasLoaded = isLoaded;
      const before = misses;
      try {
        const done = await work();
        if (wasLoaded || misses === before) return done;
      } catch (error) {
        if (wasLoaded || !isMiss(error)) throw error;
      }
      if (!isLoaded) await load();
      return work();
    },
  };
}

function noticing(format: AudioFormat, notice: () => void): AudioFormat {
  return {
    ...format,
    decode: (bytes, range) => {
      try {
        return format.decode(bytes, range);
      } catch (error) {
        if (isMiss(error)) notice();
        throw error;
      }
    },
  };
}

function isMiss(error: unknown): boolean {
  return error instanceof DataError && error.problem.code === MP3_DECODER_MISSING;
}
