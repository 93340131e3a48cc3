import type { Problem } from '../../core/errors.ts';
import { MAX_FPS, MIN_FPS } from '../../core/sampling/frames-and-samples.ts';
import {
  MAX_RATE,
  MAX_TONE_HZ,
  MAX_WINDOW_MS,
  MIN_RATE,
  MIN_TONE_HZ,
  MIN_WINDOW_MS,
} from '../../core/sampling/tone.ts';
import { linkProblem } from '../link-problem.ts';
import type { ViewLink } from '../view-link.ts';
import { INITIAL_SAMPLING, MAX_RATES, SAMPLING_SHOWS, type SamplingState } from './sampling-state.ts';

/** How one field is spelled in a link. */
interface LinkedField<T> {
  readonly param: string;
  readonly expected: string;
  readonly format: (value: T) => string;
  /** Null where the text is none of it. */
  readonly parse: (text: string) => T | null;
}

const FIELDS: { readonly [K in keyof SamplingState]: LinkedField<SamplingState[K]> } = {
  toneHz: numberField('sampling-tone', 'Hz', MIN_TONE_HZ, MAX_TONE_HZ),
  windowMs: numberField('sampling-ms', 'ms', MIN_WINDOW_MS, MAX_WINDOW_MS),
  rates: {
    param: 'sampling-rates',
    expected: `1 to ${MAX_RATES} rates such as 8000,16000`,
    format: (rates) => rates.join(','),
    parse: parseRates,
  },
  show: {
    param: 'sampling-show',
    expected: SAMPLING_SHOWS.join(', '),
    format: (show) => show,
    parse: (text) => SAMPLING_SHOWS.find((show) => show === text) ?? null,
  },
  aliasHz: numberField('sampling-alias', 'Hz', MIN_TONE_HZ, MAX_TONE_HZ),
  aliasRate: rateField('sampling-alias-rate'),
  cropRate: rateField('sampling-crop-rate'),
  fps: numberField('sampling-fps', 'frames a second', MIN_FPS, MAX_FPS),
};

/** The choices that differ from those of a new page, by parameter. */
export function formatSamplingLink(state: SamplingState): Record<string, string> {
  const params: Record<string, string> = {};
  const put = <K extends keyof SamplingState>(key: K) => {
    const { param, format } = FIELDS[key];
    const text = format(state[key]);
    if (text !== format(INITIAL_SAMPLING[key])) params[param] = text;
  };
  for (const key of fieldNames()) put(key);
  return params;
}

/** Reads the choices of a link; what is absent or not understood is as on a new page, and the latter is a problem. */
export function parseSamplingLink(params: URLSearchParams): {
  readonly values: SamplingState;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const read = <K extends keyof SamplingState>(key: K): Partial<SamplingState> => {
    const { param, expected, parse } = FIELDS[key];
    const text = params.get(param);
    if (text === null || text === '') return {};
    const value = parse(text);
    if (value !== null) return { [key]: value };
    problems.push(linkProblem(param, expected, text));
    return {};
  };
  const values = Object.assign({}, INITIAL_SAMPLING, ...fieldNames().map(read)) as SamplingState;
  return { values, problems };
}

/** What a link keeps of the Sampling view. */
export const SAMPLING_LINK: ViewLink = {
  isOfDataset: false,
  format: ({ sampling }) => formatSamplingLink(sampling),
  apply: ({ actions }, params, report) => {
    const { values, problems } = parseSamplingLink(params);
    problems.forEach(report);
    actions.sampling.restore(values);
  },
};

function fieldNames(): (keyof SamplingState)[] {
  return Object.keys(FIELDS) as (keyof SamplingState)[];
}

function numberField(param: string, unit: string, min: number, max: number): LinkedField<number> {
  return {
    param,
    expected: `${min} to ${max} ${unit}`,
    format: String,
    parse: (text) => parseWithin(text, min, max),
  };
}

function rateField(param: string): LinkedField<number> {
  return {
    param,
    expected: `a whole number from ${MIN_RATE} to ${MAX_RATE} Hz`,
    format: String,
    parse: parseRate,
  };
}

function parseWithin(text: string, min: number, max: number): number | null {
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

function parseRate(text: string): number | null {
  return /^\d+$/.test(text) ? parseWithin(text, MIN_RATE, MAX_RATE) : null;
}

function parseRates(text: string): readonly number[] | null {
  const rates = new Set<number>();
  for (const each of text.split(',')) {
    const rate = parseRate(each);
    if (rate === null) return null;
    rates.add(rate);
  }
  return rates.size <= MAX_RATES ? [...rates].sort((a, b) => a - b) : null;
}
