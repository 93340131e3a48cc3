import { describe, expect, it } from 'vitest';
import { heldIndex, rebuildTone } from './reconstruct.ts';

describe('rebuildTone', () => {
  const times = Float64Array.from({ length: 400 }, (_, i) => i / 79_000);
  const worstAgainst = (hz: number, rate: number, heardHz: number, sign: number) => {
    const rebuilt = rebuildTone({ hz, phase: 0 }, rate, times);
    const errors = times.map((time, i) => Math.abs((rebuilt[i] ?? 0) - sign * Math.sin(2 * Math.PI * heardHz * time)));
    return Math.max(...errors);
  };

  it.each([440, 3000, 3900])('makes the continuous curve of %i Hz from its samples at 8 kHz', (hz) => {
    expect(worstAgainst(hz, 8000, hz, 1)).toBeLessThan(1e-3);
  });

  it('makes the alias of a tone beyond the limit', () => {
    expect(worstAgainst(5000, 8000, 3000, -1)).toBeLessThan(1e-3);
    expect(worstAgainst(9000, 8000, 1000, 1)).toBeLessThan(1e-3);
  });

  it('goes through the samples', () => {
    const samples = rebuildTone({ hz: 440, phase: 0 }, 8000, Float64Array.of(0, 1 / 8000, 2 / 8000));
    expect([...samples]).toEqual([0, Math.sin((2 * Math.PI * 440) / 8000), Math.sin((4 * Math.PI * 440) / 8000)]);
  });
});

it('holds the last sample until the next is there', () => {
  expect([0, 0.9 / 8000, 1 / 8000, 1.99 / 8000, 3 / 8000].map((time) => heldIndex(time, 8000))).toEqual([
    0, 0, 1, 1, 3,
  ]);
});
