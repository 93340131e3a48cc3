import type { QuietSpectrum } from '../../signal/low-spectrum.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, quantity, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** One harmonic of the mains that stands out of what is beside it. */
export interface MainsLine {
  readonly hz: number;
  readonly levelDb: number;
  /** Median level of the frequencies beside it. */
  readonly floorDb: number;
}

export interface MainsHum {
  /** Frequency of the mains, Hz. */
  readonly mainsHz: 50 | 60;
  readonly lines: readonly MainsLine[];
  /** Of the lines together, dBFS. */
  readonly levelDb: number;
}

/** Harmonics looked for, the mains itself first. */
const HARMONICS = 6;
/** A line is as wide as the window makes it, and the mains wanders by 0.2 Hz. */
const LINE_HZ = 1.5;
/** What is beside a line lies from here... */
const NEAR_HZ = 3.5;
/** ...to here. */
const FAR_HZ = 18;

/**
 * Hum of 50 or 60 Hz: narrow lines that are there in the quietest quarter of the windows too. The mains itself is below any voice and is enough; where
 * only what a rectifier leaves is there, from its double on, a second line is asked for, since one alone may be a voice that keeps its pitch. Null where
 * there is none.
 */
export function measureHum(spectrum: QuietSpectrum, leastProminenceDb: number): MainsHum | null {
  const candidates = ([50, 60] as const).flatMap((mainsHz) => {
    const lines = findLines(spectrum, mainsHz, leastProminenceDb);
    const lowest = lines[0]?.hz ?? Number.POSITIVE_INFINITY;
    if (lowest > mainsHz && (lowest > 2 * mainsHz || lines.length < 2)) return [];
    const power = lines.reduce((sum, { levelDb }) => sum + 10 ** (levelDb / 10), 0);
    return [{ mainsHz, lines, levelDb: 10 * Math.log10(power) }];
  });
  return candidates.sort((a, b) => b.levelDb - a.levelDb)[0] ?? null;
}

function findLines({ frequencies, power }: QuietSpectrum, mainsHz: number, leastProminenceDb: number): MainsLine[] {
  const lines: MainsLine[] = [];
  for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
    const hz = harmonic * mainsHz;
    let peak = 0;
    const beside: number[] = [];
    for (const [bin, frequency] of frequencies.entries()) {
      const distance = Math.abs(frequency - hz);
      if (distance <= LINE_HZ) peak = Math.max(peak, power[bin] as number);
      else if (distance >= NEAR_HZ && distance <= FAR_HZ) beside.push(power[bin] as number);
    }
    const floor = beside.sort((a, b) => a - b)[beside.length >> 1] ?? Number.NaN;
    const levelDb = 10 * Math.log10(peak);
    const floorDb = 10 * Math.log10(Math.max(floor, 1e-20));
    if (levelDb - floorDb >= leastProminenceDb) lines.push({ hz, levelDb, floorDb });
  }
  return lines;
}

/** Hum in a sequence's sound. */
export function findHum(
  entry: string,
  spectrum: QuietSpectrum,
  rules: AuditRules,
  frames: readonly [number, number],
): Finding[] {
  if (spectrum.windowCount < rules.humWindows) return [];
  const hum = measureHum(spectrum, rules.humProminenceDb);
  if (hum === null || hum.levelDb < rules.humLevelDb) return [];
  const level = `${hum.levelDb.toFixed(1)} dBFS`;
  const most = hum.lines.reduce((a, b) => (b.levelDb - b.floorDb > a.levelDb - a.floorDb ? b : a));
  const prominenceDb = most.levelDb - most.floorDb;
  return [
    makeFinding('audio-hum', {
      entry,
      clip: null,
      frames,
      message: `Hum of ${hum.mainsHz} Hz, ${level}, ${quantity(hum.lines.length, 'line')}`,
      what: 'The mains hums under the voice',
      expected: `no line ${rules.humProminenceDb} dB over its floor at the harmonics of 50 and 60 Hz`,
      found: `${hum.lines.map(({ hz }) => hz).join(', ')} Hz, together ${level}; ${most.hz} Hz ${shortNumber(Number(prominenceDb.toFixed(1)))} dB over its floor`,
      where: `whole sequence, ${countText(spectrum.windowCount)} windows of 1 s`,
      consequence:
        'Hum is louder than any pause, so silence is not silent to the model; a notch at each harmonic takes it out.',
      numbers: { mainsHz: hum.mainsHz, levelDb: hum.levelDb, harmonics: hum.lines.length, prominenceDb },
    }),
  ];
}
