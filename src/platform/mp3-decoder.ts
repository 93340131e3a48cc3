import { MPEGDecoder } from 'mpg123-decoder';
import { DataError } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import { createMp3Format, type DecodedMp3 } from '../core/formats/mp3.ts';

/** mpg123.h: the input is used up; the first frame of a stream, or a change of format, was met. */
const NEED_MORE = -10;
const NEW_FORMAT = -11;

/** An array in WebAssembly memory. */
interface WasmArray<T> {
  readonly ptr: number;
  readonly len: number;
  readonly buf: T;
}

/**
 * What lies inside `MPEGDecoder` of mpg123-decoder 1.0.3. Its own `decode` takes every file for the continuation of the one before, which
 * spoils the start of the second, and its `reset` is asynchronous; creating a new mpg123 handle for each file is neither.
 */
interface Mpg123 {
  readonly _common: {
    readonly wasm: {
      mpeg_frame_decoder_create(handlePointer: number, isGapless: number): number;
      mpeg_frame_decoder_destroy(handle: number): void;
      mpeg_decoder_feed(handle: number, input: number, byteCount: number): number;
      mpeg_decoder_read(
        handle: number,
        output: number,
        outputLength: number,
        sampleCountPointer: number,
        sampleRatePointer: number,
        errorPointer: number,
      ): number;
    };
    allocateTypedArray(length: number, type: typeof Uint32Array): WasmArray<Uint32Array>;
    codeToString(pointer: number): string;
  };
  readonly _input: WasmArray<Uint8Array>;
  readonly _output: WasmArray<Float32Array>;
  readonly _samplesDecodedPtr: WasmArray<Uint32Array>;
  readonly _sampleRatePtr: WasmArray<Uint32Array>;
  readonly _errorStringPtr: WasmArray<Uint32Array>;
}

/** Starts mpg123 (WebAssembly; in a browser's worker and in Node alike) and gives the MP3 format that decodes with it. */
export async function loadMp3Format(): Promise<AudioFormat> {
  const decoder: unknown = new MPEGDecoder();
  await (decoder as MPEGDecoder).ready;
  const mpg123 = decoder as Mpg123;
  if (typeof mpg123._common?.wasm?.mpeg_frame_decoder_create !== 'function' || mpg123._sampleRatePtr === undefined) {
    throw new Error(
      'mpg123-decoder is not laid out as version 1.0.3 is, which src/platform/mp3-decoder.ts was written for',
    );
  }
  const handlePointer = mpg123._common.allocateTypedArray(1, Uint32Array);
  return createMp3Format((bytes) => decodeFile(mpg123, handlePointer, bytes));
}

function decodeFile(mpg123: Mpg123, handlePointer: WasmArray<Uint32Array>, bytes: Uint8Array): DecodedMp3 {
  const { wasm } = mpg123._common;
  if (wasm.mpeg_frame_decoder_create(handlePointer.ptr, 1) !== 0)
    throw new Error('mpg123 could not start: out of memory');
  const handle = handlePointer.buf[0] ?? 0;
  try {
    return decodeWithHandle(mpg123, handle, bytes);
  } finally {
    // This frees the handle too; freeing it once more, as the package's own `free` does, breaks the heap after some files.
    wasm.mpeg_frame_decoder_destroy(handle);
  }
}

function decodeWithHandle(mpg123: Mpg123, handle: number, bytes: Uint8Array): DecodedMp3 {
  const input = mpg123._input;
  const parts: (readonly [Float32Array, Float32Array])[] = [];
  let sampleCount = 0;
  let sampleRate = 0;
  for (let fedBytes = 0; fedBytes < bytes.length; ) {
    const chunk = bytes.subarray(fedBytes, fedBytes + input.len);
    fedBytes += chunk.length;
    input.buf.set(chunk);
    let status = mpg123._common.wasm.mpeg_decoder_feed(handle, input.ptr, chunk.length);
    while (status !== NEED_MORE) {
      const part = readPart(mpg123, handle);
      status = part.status;
      const rate = mpg123._sampleRatePtr.buf[0] ?? 0;
      if (part.left.length > 0 && sampleCount > 0 && rate !== sampleRate) {
        throw damaged(`one sampling rate, ${sampleRate} Hz`, `${rate} Hz after ${sampleCount} samples`, fedBytes);
      }
      if (part.left.length > 0) sampleRate = rate;
      sampleCount += part.left.length;
      parts.push([part.left, part.right]);
      const isProgress = status === NEW_FORMAT || (status === 0 && part.left.length > 0);
      if (status !== NEED_MORE && !isProgress) {
        const reason = mpg123._common.codeToString(mpg123._errorStringPtr.buf[0] ?? 0);
        throw damaged('frames that decode', `status ${status} (${reason}) after ${sampleCount} samples`, fedBytes);
      }
    }
  }
  return { sampleRate, channels: [0, 1].map((side) => joinParts(parts, side === 0 ? 0 : 1, sampleCount)) };
}

function readPart(mpg123: Mpg123, handle: number) {
  const { _output: output, _samplesDecodedPtr: count, _sampleRatePtr: rate, _errorStringPtr: error } = mpg123;
  count.buf[0] = 0;
  const { wasm } = mpg123._common;
  const status = wasm.mpeg_decoder_read(handle, output.ptr, output.len, count.ptr, rate.ptr, error.ptr);
  const samples = count.buf[0];
  return { status, left: output.buf.slice(0, samples), right: output.buf.slice(samples, samples * 2) };
}

function joinParts(parts: readonly (readonly [Float32Array, Float32Array])[], side: 0 | 1, sampleCount: number) {
  const samples = new Float32Array(sampleCount);
  let at = 0;
  for (const part of parts) {
    samples.set(part[side], at);
    at += part[side].length;
  }
  return samples;
}

function damaged(expected: string, found: string, fedBytes: number): DataError {
  const where = `before byte ${fedBytes} of the MP3 file`;
  return new DataError({ code: 'mp3-damaged', what: 'The MP3 file is damaged', expected, found, where });
}
