import { exactly, parse, text, UsageError, wholeNumber } from './argument-parsing.ts';
import { checkPlotPath } from './plot-file.ts';

export type StatisticsMethod = 'pooled' | 'sample' | 'random-crop';

export interface StatsArguments {
  readonly source: string;
  readonly split: string;
  readonly method: StatisticsMethod;
  readonly rounds: number;
  readonly window: number;
  readonly seed: number;
  /** Threads; 1 works in this one. */
  readonly workers: number;
  readonly json: boolean;
  /** A statistics file to write. */
  readonly output: string | null;
  /** A std below it is saved as 1; null saves what was measured. */
  readonly clampStd: number | null;
  /** A statistics file or another SOURCE to compare with. */
  readonly against: string | null;
  /** Where the comparison is drawn. */
  readonly plot: string | null;
}

const MAX_SEED = 2 ** 32 - 1;
const MAX_COUNT = 1_000_000;
const MAX_WORKERS = 64;

/** Reads the words after `stats`. Throws a `UsageError`. */
export function parseStats(words: readonly string[]): StatsArguments {
  const { values, positionals } = parse(words, {
    split: { type: 'string' },
    method: { type: 'string' },
    rounds: { type: 'string' },
    window: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string' },
    json: { type: 'boolean' },
    output: { type: 'string', short: 'o' },
    'clamp-std': { type: 'string' },
    against: { type: 'string' },
    plot: { type: 'string' },
  });
  const [source] = exactly(positionals, ['SOURCE'], 'stats');
  const method = text(values, 'method') ?? 'pooled';
  if (method !== 'pooled' && method !== 'sample' && method !== 'random-crop') {
    throw new UsageError(`--method takes pooled, sample or random-crop, found '${method}'`);
  }
  const against = text(values, 'against');
  const plot = text(values, 'plot');
  if (plot !== null && against === null) throw new UsageError('--plot draws a comparison: it needs --against OTHER');
  if (plot !== null) checkPlotPath(plot);
  const clampStd = text(values, 'clamp-std');
  const output = text(values, 'output');
  if (clampStd !== null && output === null)
    throw new UsageError('--clamp-std changes what is saved: it needs -o FILE.npz');
  return {
    source,
    split: text(values, 'split') ?? 'train',
    method,
    rounds: wholeNumber('--rounds', text(values, 'rounds') ?? '50', 1, MAX_COUNT),
    window: wholeNumber('--window', text(values, 'window') ?? '100', 1, MAX_COUNT),
    seed: wholeNumber('--seed', text(values, 'seed') ?? '7', 0, MAX_SEED),
    workers: wholeNumber('--workers', text(values, 'workers') ?? '1', 1, MAX_WORKERS),
    json: values.json === true,
    output,
    clampStd: clampStd === null ? null : positiveNumber('--clamp-std', clampStd),
    against,
    plot,
  };
}

function positiveNumber(option: string, value: string): number {
  const number = /^[\d.]+(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  if (number > 0 && Number.isFinite(number)) return number;
  throw new UsageError(`${option} takes a number above 0, found '${value}'`);
}
