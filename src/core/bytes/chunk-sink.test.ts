import { expect, it } from 'vitest';
import { createChunkSink, type FileChunk } from './chunk-sink.ts';

/** Writes chunks as a file would. */
function assemble(chunks: readonly FileChunk[]): Uint8Array {
  const file = new Uint8Array(Math.max(0, ...chunks.map(({ startByte, bytes }) => startByte + bytes.length)));
  for (const { startByte, bytes } of chunks) file.set(bytes, startByte);
  return file;
}

it('gives all bytes in chunks that make the file, however they came in and were taken', () => {
  const sink = createChunkSink();
  const pieces = [5, 2 ** 20, 2 ** 20 - 5, 3 * 2 ** 20 + 1, 7].map((size, index) =>
    new Uint8Array(size).fill(index + 1),
  );
  const chunks: FileChunk[] = [];
  for (const [index, piece] of pieces.entries()) {
    sink.append(piece);
    if (index % 2 === 0) chunks.push(...sink.take());
  }
  sink.writeAt(2, Uint8Array.of(77, 78));
  expect(sink.size).toBe(5 * 2 ** 20 + 8);
  chunks.push(...sink.take());
  const wanted = Buffer.concat(pieces);
  wanted.set([77, 78], 2);
  expect(wanted.equals(assemble(chunks))).toBe(true);
  expect([sink.heldBytes, sink.take()]).toEqual([0, []]);
});

it('gives chunks whose buffers hold nothing else, so that they can be transferred', () => {
  const sink = createChunkSink();
  sink.append(Uint8Array.of(1, 2));
  sink.writeAt(0, new Uint8Array(8).subarray(0, 1));
  for (const { bytes } of sink.take()) expect(bytes.buffer.byteLength).toBe(bytes.length);
});

it('takes bytes over: the caller may change them afterwards', () => {
  const sink = createChunkSink();
  const bytes = Uint8Array.of(1, 2);
  sink.append(bytes);
  sink.writeAt(0, bytes.subarray(1));
  bytes.fill(9);
  expect([...assemble(sink.take())]).toEqual([2, 2]);
});

it('refuses to write where nothing was written', () => {
  expect(() => createChunkSink().writeAt(0, Uint8Array.of(1))).toThrow(RangeError);
});
