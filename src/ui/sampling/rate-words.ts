import { formatCount, withMinus } from '../format/numbers.ts';

/** A rate in kHz, all its digits: `8 kHz`, `22.05 kHz`. */
export function formatRate(rate: number): string {
  return `${rate / 1000} kHz`;
}

/** A rate in kHz without its unit, for chips and table heads. */
export function formatKilohertz(rate: number): string {
  return String(rate / 1000);
}

/** A frequency in Hz with separators: `3,000`, `261.63`, `5,512.5`. */
export function formatHertz(hz: number): string {
  return withMinus(hz.toLocaleString('en-US', { maximumFractionDigits: 2 }));
}

/** Samples of a stretch of time: whole where they are, else two decimals: `80`, `110.25`, `533.87`. */
export function formatSamples(samples: number): string {
  const rounded = Math.round(samples * 1e6) / 1e6;
  return Number.isInteger(rounded)
    ? formatCount(rounded)
    : rounded.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A multiple: `0.5 ×`, `1.378 ×`. */
export function formatMultiple(multiple: number): string {
  return `${Number(multiple.toFixed(3))} ×`;
}

/** A share of the energy: `87.2 %`, `0.87 %`, `< 0.01 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return 'an unknown part';
  const percent = 100 * share;
  if (percent > 0 && percent < 0.01) return '< 0.01 %';
  return `${percent.toFixed(percent < 10 ? 2 : 1)} %`;
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** `one rate`, `four rates`. */
export function countRates(count: number): string {
  return `${NUMBER_WORDS[count] ?? count} ${count === 1 ? 'rate' : 'rates'}`;
}
