import type { DatasetSummary } from '../../worker/protocol.ts';
import { formatCount } from '../format/numbers.ts';
import { fieldsOf } from '../storage/stored-json.ts';

/** A dataset that was open in this browser. */
export interface RecentDataset {
  /** What tells it from others. */
  readonly key: string;
  /** Its address, or null where it was files of this computer, whose place a page never learns. */
  readonly url: string | null;
  readonly name: string;
  readonly kind: DatasetSummary['kind'];
  readonly sizeBytes: number;
  readonly sequenceCount: number;
  /** When it was opened last, in milliseconds since 1970. */
  readonly openedAtMs: number;
}

const MOST_RECENTS = 6;

/** The list with this dataset first, each dataset once. */
export function withRecent(recents: readonly RecentDataset[], opened: RecentDataset): readonly RecentDataset[] {
  return [opened, ...recents.filter(({ key }) => key !== opened.key)].slice(0, MOST_RECENTS);
}

/** Reads what was stored; entries that are not understood are left out. */
export function parseRecents(stored: unknown): readonly RecentDataset[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry) => parseRecent(fieldsOf(entry)) ?? []).slice(0, MOST_RECENTS);
}

function parseRecent(fields: Readonly<Record<string, unknown>>): RecentDataset | null {
  const { key, url, name, kind, sizeBytes, sequenceCount, openedAtMs } = fields;
  if (typeof key !== 'string' || typeof name !== 'string' || (typeof url !== 'string' && url !== null)) return null;
  if (kind !== 'lmdb' && kind !== 'snapshot') return null;
  if (!isCount(sizeBytes) || !isCount(sequenceCount) || !isCount(openedAtMs)) return null;
  return { key, url, name, kind, sizeBytes, sequenceCount, openedAtMs };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** e.g. `raw LMDB, 7.6 GB, 1,052 sequences`; one from the net with its host. */
export function describeRecent({ url, kind, sizeBytes, sequenceCount }: RecentDataset): string {
  const count = `${formatCount(sequenceCount)} ${sequenceCount === 1 ? 'sequence' : 'sequences'}`;
  const place = url === null ? null : hostOf(url);
  return [place, kind === 'lmdb' ? 'raw LMDB' : 'snapshot', formatSize(sizeBytes), count]
    .filter((part) => part !== null)
    .join(', ');
}

/** How long ago, in one unit: `just now`, `12 min`, `5 h`, `3 days`; from two weeks on the day, e.g. `6 Nov 2025`. */
export function describeAge(openedAtMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - openedAtMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h`;
  const days = Math.floor(hours / 24);
  if (days < 14) return days === 1 ? '1 day' : `${days} days`;
  return new Date(openedAtMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The host of a full address; null for one beside this page, e.g. the demo's. */
function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/** Decimal units, as file managers and storage hosts count. */
function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : size.toFixed(0)} ${units[unit]}`;
}
