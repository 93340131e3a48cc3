import type { ByteSink } from './byte-sink.ts';

/** Bytes for a place in a file. */
export interface FileChunk {
  /** At the end of what came before, or within it: then they replace bytes that came before. */
  readonly startByte: number;
  /** Owns its buffer, so that it can be transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ChunkSink extends ByteSink {
  /** Bytes that `take` would give. */
  readonly heldBytes: number;
  /** What has come in since the last call, to be written in this order. */
  take(): FileChunk[];
}

/** Few enough that a small file does not cost much, large enough that a chunk is worth a message. */
const CHUNK_BYTES = 2 ** 20;

/** A sink that is emptied from time to time: for a writer whose file is in another thread. */
export function createChunkSink(): ChunkSink {
  let full: FileChunk[] = [];
  let filling = new Uint8Array(CHUNK_BYTES);
  let filledBytes = 0;
  let size = 0;

  function closeFilling(): void {
    if (filledBytes === 0) return;
    full.push({ startByte: size - filledBytes, bytes: filling.slice(0, filledBytes) });
    filledBytes = 0;
  }

  return {
    get size() {
      return size;
    },
    get heldBytes() {
      return full.reduce((sum, { bytes }) => sum + bytes.length, filledBytes);
    },
    append(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + CHUNK_BYTES - filledBytes);
        filling.set(part, filledBytes);
        filledBytes += part.length;
        size += part.length;
        at += part.length;
        if (filledBytes < CHUNK_BYTES) continue;
        full.push({ startByte: size - CHUNK_BYTES, bytes: filling });
        filling = new Uint8Array(CHUNK_BYTES);
        filledBytes = 0;
      }
    },
    writeAt(startByte, bytes) {
      if (startByte < 0 || startByte + bytes.length > size) {
        throw new RangeError(`bytes [${startByte}, ${startByte + bytes.length}) of ${size} written`);
      }
      closeFilling();
      full.push({ startByte, bytes: new Uint8Array(bytes) });
    },
    take() {
      closeFilling();
      const taken = full;
      full = [];
      return taken;
    },
  };
}
