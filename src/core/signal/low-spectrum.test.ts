import { describe, expect, it } from 'vitest';
import { LowSpectrum } from './low-spectrum.ts';

function tone(rate: number, seconds: number, hz: number, amplitude: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rate));
}

/** Largest power within 2 Hz. */
function powerAt({ frequencies, power }: ReturnType<LowSpectrum['measure']>, hz: number): number {
  return Math.max(...power.filter((_, bin) => Math.abs((frequencies[bin] ?? 0) - hz) <= 2));
}

describe('LowSpectrum', () => {
  it.each([16000, 22050, 44100, 48000])('gives a sine half its squared amplitude, at %i Hz', (rate) => {
    for (const hz of [50, 120, 300]) {
      const spectrum = new LowSpectrum(rate);
      spectrum.add(tone(rate, 4, hz, 0.1));
      // Between two bins a Hann window shows 1.42 dB less at most.
      const levelDb = 10 * Math.log10(powerAt(spectrum.measure(), hz) / (0.1 ** 2 / 2));
      expect(levelDb).toBeLessThan(0.1);
      expect(levelDb).toBeGreaterThan(-1.5);
    }
  });

  it('keeps out what folds down from above by 40 dB or more', () => {
    for (const hz of [950, 1050, 2060, 7940]) {
      const spectrum = new LowSpectrum(16000);
      spectrum.add(tone(16000, 4, hz, 1));
      expect(10 * Math.log10(Math.max(...spectrum.measure().power) * 2)).toBeLessThan(-40);
    }
  });

  it('shows what is always there, not what is there three quarters of the time', () => {
    const spectrum = new LowSpectrum(16000);
    const hum = tone(16000, 4, 50, 0.01);
    const voice = tone(16000, 4, 200, 0.5);
    for (let clip = 0; clip < 8; clip++) {
      spectrum.add(hum.map((value, i) => value + (clip < 5 ? (voice[i] as number) : 0)));
    }
    const measured = spectrum.measure();
    expect(measured.windowCount).toBe(32);
    expect(10 * Math.log10(powerAt(measured, 50) / (0.01 ** 2 / 2))).toBeGreaterThan(-1.5);
    expect(10 * Math.log10(powerAt(measured, 200))).toBeLessThan(-90);
  });

  it('leaves out windows with NaN and has none of less than a second', () => {
    const spectrum = new LowSpectrum(16000);
    spectrum.add(tone(16000, 4, 50, 0.1).fill(Number.NaN));
    spectrum.add(tone(16000, 1, 50, 0.1));
    expect(spectrum.measure().windowCount).toBe(0);
    expect(spectrum.measure().power.every(Number.isNaN)).toBe(true);
  });
});
