import { describe, expect, it } from 'vitest';
import { findSyllables, measureEnvelope } from './syllable-rate.ts';

const RATE = 4000;

/** A tone whose loudness swings `rateHz` times a second, down by `depth` of its height. */
function swinging(seconds: number, rateHz: number, depth: number): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, n) => {
    const swing = 1 - (depth * (1 + Math.cos((2 * Math.PI * rateHz * n) / RATE))) / 2;
    return 0.5 * swing * Math.sin((2 * Math.PI * 150 * n) / RATE);
  });
}

describe('syllables', () => {
  it('are the swings of the envelope: 40 in 10 s at 4 a second', () => {
    const envelope = measureEnvelope(swinging(10, 4, 0.9), RATE);
    const found = findSyllables(envelope, -9, () => true);
    expect(found).toHaveLength(40);
    // The first peak lies half a swing from the start, at 0.125 s.
    expect(Math.abs((found[0] ?? 0) - 12)).toBeLessThanOrEqual(1);
  });

  it('are not counted where the sound is not voiced', () => {
    const envelope = measureEnvelope(swinging(10, 4, 0.9), RATE);
    expect(findSyllables(envelope, -9, (step) => step < 500)).toHaveLength(20);
  });

  it('need dips of 2 dB between them', () => {
    expect(findSyllables(measureEnvelope(swinging(10, 4, 0.15), RATE), -9, () => true).length).toBeLessThanOrEqual(1);
  });

  it('have to be within 25 dB of the loud parts', () => {
    expect(findSyllables(measureEnvelope(swinging(10, 4, 0.9), RATE), 20, () => true)).toHaveLength(0);
  });
});

describe('the envelope', () => {
  it('is the power of full scale in dB', () => {
    const square = new Float32Array(4000).fill(0.1);
    const envelope = measureEnvelope(square, RATE);
    expect(envelope).toHaveLength(100);
    for (const db of envelope) expect(db).toBeCloseTo(-20, 5);
  });

  it('has a floor for digital silence', () => {
    expect(measureEnvelope(new Float32Array(400), RATE).every((db) => db === -200)).toBe(true);
  });
});
