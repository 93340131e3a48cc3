import type { Problem } from '../core/errors.ts';
import type { AppState, CropStrategy, FrameRange, Lane, StatisticsSource, ViewName } from './app-state.ts';
import { MAX_WINDOWS } from './crop-start.ts';
import { formatLanes, parseLanes } from './link-lanes.ts';
import { linkProblem } from './link-problem.ts';
import { viewLinks } from './view-links.ts';

/** What a link says; null where it is silent. See the interface: every field is optional. */
export interface Link {
  /** A URL, `local` for a file that the user has to pick again, null for the demo. */
  readonly source: string | null;
  readonly view: ViewName | null;
  readonly seq: string | null;
  readonly start: number | null;
  readonly frame: number | null;
  readonly crop: CropStrategy | null;
  readonly seed: number | null;
  /** Draws of the seeded stream before the current one. */
  readonly draw: number | null;
  readonly motions: number | null;
  readonly windows: number | null;
  readonly norm: boolean | null;
  readonly stats: StatisticsSource | null;
  readonly zoom: FrameRange | null;
  readonly lanes: readonly Lane[] | null;
}

export interface ParsedLink {
  readonly link: Link;
  /** One problem a value that was not understood; the value then counts as absent. */
  readonly problems: readonly Problem[];
}

const VIEWS: readonly ViewName[] = ['explore', 'normalize', 'dataset', 'audit', 'sampling'];
const STRATEGIES: readonly CropStrategy[] = ['random', 'begin', 'end', 'manual'];
const SOURCES: readonly StatisticsSource[] = ['file', 'recomputed', 'crop', 'chosen'];
const MAX_SEED = 2 ** 32 - 1;
const MAX_DRAWS = 100_000;
const MAX_MOTIONS = 100_000;

/** Parameters of a link that are not a view's own. */
export const LINK_NAMES = [
  'source',
  'view',
  'seq',
  'start',
  'frame',
  'crop',
  'seed',
  'draw',
  'motions',
  'windows',
  'norm',
  'stats',
  'zoom',
  'lanes',
] as const satisfies readonly (keyof Link)[];

/** Reads the query of a link, e.g. `?seq=SPK01/000&start=272`. */
export function parseLink(query: string): ParsedLink {
  const params = new URLSearchParams(query);
  const problems: Problem[] = [];
  const read = <T>(name: string, expected: string, parse: (text: string) => T | null): T | null => {
    const text = params.get(name);
    if (text === null || text === '') return null;
    const value = parse(text);
    if (value === null) problems.push(linkProblem(name, expected, text));
    return value;
  };
  const whole = (name: string, max: number) =>
    read(name, `a whole number from 0 to ${max}`, (text) =>
      /^\d{1,10}$/.test(text) && Number(text) <= max ? Number(text) : null,
    );
  const oneOf = <T extends string>(name: string, values: readonly T[]) =>
    read(name, values.join(', '), (text) => values.find((value) => value === text) ?? null);
  const link: Link = {
    source: params.get('source') || null,
    view: oneOf('view', VIEWS),
    seq: params.get('seq') || null,
    start: whole('start', Number.MAX_SAFE_INTEGER),
    frame: whole('frame', Number.MAX_SAFE_INTEGER),
    crop: oneOf('crop', STRATEGIES),
    seed: whole('seed', MAX_SEED),
    draw: whole('draw', MAX_DRAWS),
    motions: read('motions', `a whole number from 1 to ${MAX_MOTIONS}`, (text) => parseCount(text, MAX_MOTIONS)),
    windows: read('windows', `a whole number from 1 to ${MAX_WINDOWS}`, (text) => parseCount(text, MAX_WINDOWS)),
    norm: read('norm', '0 or 1', (text) => (text === '1' ? true : text === '0' ? false : null)),
    stats: oneOf('stats', SOURCES),
    zoom: read('zoom', 'two frame numbers, e.g. 230-520', parseZoom),
    lanes: read('lanes', 'lanes such as waveform,pose.3,exp.0-1-2', parseLanes),
  };
  return { link, problems };
}

/** The query that restores this state, with a leading `?`; empty for the demo's first view. */
export function formatLink(state: AppState): string {
  const { crop, zoom, sequence, dataset } = state;
  const params = new URLSearchParams();
  const source = dataset.phase === 'open' ? sourceOf(dataset.request) : null;
  if (source !== null) params.set('source', source);
  params.set('view', state.view);
  if (sequence.phase !== 'none') {
    params.set('seq', sequence.entry);
    params.set('start', String(crop.startFrame));
    params.set('frame', String(Math.floor(state.playheadFrame)));
  }
  params.set('crop', crop.strategy);
  params.set('seed', String(crop.seed));
  if (crop.drawIndex > 0) params.set('draw', String(crop.drawIndex));
  if (crop.n_motions !== 100) params.set('motions', String(crop.n_motions));
  if (crop.n_windows !== 2) params.set('windows', String(crop.n_windows));
  params.set('norm', state.isNormalized ? '1' : '0');
  if (state.statisticsSource !== 'file') params.set('stats', state.statisticsSource);
  params.set('zoom', `${roundFrame(zoom.startFrame)}-${roundFrame(zoom.endFrame)}`);
  if (state.lanes.length > 0) params.set('lanes', formatLanes(state.lanes));
  for (const { format } of viewLinks()) {
    for (const [name, value] of Object.entries(format(state))) params.set(name, value);
  }
  // Entries and lanes stay readable: these characters need no escape in a query.
  return `?${params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':')}`;
}

/** Address of the built-in demo, relative to the page. */
export const DEMO_URL = 'demo/';

function sourceOf(request: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'files' }): string | null {
  if (request.kind === 'files') return 'local';
  return request.url === DEMO_URL ? null : request.url;
}

function parseCount(text: string, max: number): number | null {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= max ? value : null;
}

function parseZoom(text: string): FrameRange | null {
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return null;
  const [startFrame, endFrame] = [Number(match[1]), Number(match[2])];
  return endFrame > startFrame ? { startFrame, endFrame } : null;
}

/** Three decimals tell single samples apart (640 a frame) and keep the link short. */
function roundFrame(frame: number): string {
  return String(Math.round(frame * 1000) / 1000);
}
