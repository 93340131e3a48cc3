import { describe, expect, it } from 'vitest';
import { createMemorySink } from './memory-sink.ts';

describe('a memory sink', () => {
  it('keeps what is appended, in order, as it was at the time', () => {
    const sink = createMemorySink();
    const bytes = Uint8Array.of(1, 2, 3);
    sink.append(bytes);
    bytes.fill(9);
    sink.append(new Uint8Array(10_000).fill(7));
    sink.append(new Uint8Array(0));
    expect(sink.size).toBe(10_003);
    expect(sink.toBytes()).toEqual(Uint8Array.of(1, 2, 3, ...new Array<number>(10_000).fill(7)));
  });

  it('replaces bytes that are there', () => {
    const sink = createMemorySink();
    sink.append(Uint8Array.of(1, 2, 3));
    sink.writeAt(1, Uint8Array.of(8, 9));
    expect(sink.toBytes()).toEqual(Uint8Array.of(1, 8, 9));
    expect(sink.size).toBe(3);
  });

  it.each([-1, 2, 0.5, Number.NaN])('refuses to write past its end or before its start: byte %s', (startByte) => {
    const sink = createMemorySink('data.mdb');
    sink.append(Uint8Array.of(1, 2, 3));
    expect(() => sink.writeAt(startByte, Uint8Array.of(8, 9))).toThrow(
      `A write lies outside data.mdb: expected a range within its 3 bytes, found bytes [${startByte}, ${startByte + 2}) (data.mdb)`,
    );
  });
});
