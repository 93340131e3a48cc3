import type { Problem } from '../../core/errors.ts';
import { PROFILE_FIGURES, type ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import { linkProblem } from '../link-problem.ts';
import type { ViewLink } from '../view-link.ts';
import { type Brush, createBrush, withBrush } from './brush.ts';
import { MAX_EPOCHS, MAX_SEED } from './coverage-limits.ts';
import { type CoverageChoice, INITIAL_OVERVIEW, type ListSort, type OverviewState } from './overview-state.ts';

type LinkedFields = Pick<OverviewState, 'brushes' | 'isSharedOnly' | 'scatter' | 'sort' | 'coverage'>;

/** What a link keeps of the Dataset view. */
export const OVERVIEW_LINK: ViewLink = {
  isOfDataset: true,
  format: ({ overview }) => {
    const { scatter, sort, coverage } = INITIAL_OVERVIEW;
    const values: Record<string, string | null> = {
      dx: unless(scatter.x, overview.scatter.x),
      dy: unless(scatter.y, overview.scatter.y),
      brush: overview.brushes.length === 0 ? null : overview.brushes.map(formatBrush).join(','),
      shared: overview.isSharedOnly ? '1' : null,
      dsort: unless(formatSort(sort), formatSort(overview.sort)),
      cov: unless(coverage.strategy, overview.coverage.strategy),
      covof: unless(coverage.scope, overview.coverage.scope),
      covn: unless(String(coverage.epochs), String(overview.coverage.epochs)),
      covseed: unless(String(coverage.seed), String(overview.coverage.seed)),
    };
    return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
  },
  apply: (store, params, report) => {
    const linked = parseOverview(params, report);
    const { overview } = store.getState();
    if (JSON.stringify(linked) === JSON.stringify(linkedFields(overview))) return;
    store.setState({ overview: { ...overview, ...linked } });
  },
};

function unless(usual: string, value: string): string | null {
  return value === usual ? null : value;
}

function linkedFields({ brushes, isSharedOnly, scatter, sort, coverage }: OverviewState): LinkedFields {
  return { brushes, isSharedOnly, scatter, sort, coverage };
}

function parseOverview(params: URLSearchParams, report: (problem: Problem) => void): LinkedFields {
  const read = <T>(name: string, expected: string, usual: T, parse: (text: string) => T | null): T => {
    const text = params.get(name);
    if (text === null || text === '') return usual;
    const value = parse(text);
    if (value === null) report(linkProblem(name, expected, text));
    return value ?? usual;
  };
  const { scatter, sort, coverage } = INITIAL_OVERVIEW;
  const keys = PROFILE_FIGURES.map(({ key }) => key).join(', ');
  const whole = (name: string, usual: number, min: number, max: number) =>
    read(name, `a whole number from ${min} to ${max}`, usual, (text) =>
      /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null,
    );
  return {
    brushes: read('brush', 'intervals of figures, e.g. jaw:0.024-0.118', [], parseBrushes),
    isSharedOnly: read('shared', '0 or 1', false, (text) => (text === '1' ? true : text === '0' ? false : null)),
    scatter: {
      x: read('dx', keys, scatter.x, parseKey),
      y: read('dy', keys, scatter.y, parseKey),
    },
    sort: read('dsort', `entry, ${keys}; a minus in front turns the order round`, sort, parseSort),
    coverage: {
      strategy: read('cov', 'random, begin, end', coverage.strategy, oneOf(['random', 'begin', 'end'] as const)),
      scope: read('covof', 'sequence, dataset', coverage.scope, oneOf(['sequence', 'dataset'] as const)),
      epochs: whole('covn', coverage.epochs, 1, MAX_EPOCHS),
      seed: whole('covseed', coverage.seed, 0, MAX_SEED),
    } satisfies CoverageChoice,
  };
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | null {
  return (text) => values.find((value) => value === text) ?? null;
}

function parseKey(text: string): ProfileFigureKey | null {
  return PROFILE_FIGURES.find(({ key }) => key === text)?.key ?? null;
}

function formatSort({ key, isDescending }: ListSort): string {
  return isDescending ? `-${key}` : key;
}

function parseSort(text: string): ListSort | null {
  const isDescending = text.startsWith('-');
  const name = isDescending ? text.slice(1) : text;
  const key = name === 'entry' ? name : parseKey(name);
  return key === null ? null : { key, isDescending };
}

/** Both ends in full: the digits of a brush are few. */
function formatBrush({ key, low, high }: Brush): string {
  return `${key}:${low}-${high}`;
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const BRUSH = new RegExp(`^([a-z_]+):(${NUMBER})-(${NUMBER})$`);

function parseBrushes(text: string): readonly Brush[] | null {
  let brushes: readonly Brush[] = [];
  for (const part of text.split(',')) {
    const match = BRUSH.exec(part);
    const key = parseKey(match?.[1] ?? '');
    if (match === null || key === null) return null;
    brushes = withBrush(brushes, createBrush(key, Number(match[2]), Number(match[3])));
  }
  return brushes;
}
