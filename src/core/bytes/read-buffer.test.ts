import { describe, expect, it } from 'vitest';
import { ReadBuffer } from './read-buffer.ts';

describe('ReadBuffer', () => {
  it('gives the same memory again, as long as it is large enough', () => {
    const buffer = new ReadBuffer();
    const first = buffer.take(100);
    expect(first).toHaveLength(100);
    expect(buffer.take(40).buffer).toBe(first.buffer);
    expect(buffer.take(120).buffer).toBe(first.buffer);
    expect(buffer.take(126).buffer).not.toBe(first.buffer);
    expect(buffer.take(0)).toHaveLength(0);
  });
});
