import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type CountingSource, createCountingSource } from '../src/core/bytes/counting-source.ts';
import type { Folder } from '../src/core/bytes/folder.ts';
import { AUDIO_FORMATS } from '../src/core/formats/audio-formats.ts';
import { fetchUrlFolder } from '../src/platform/browser/folder.ts';
import { prefetchRanges } from '../src/platform/browser/prefetch.ts';
import { sharedFetchTransport } from '../src/platform/node/fetch-transport.ts';
import { openLocalFolder } from '../src/platform/node/folder.ts';
import { isHttpUrl } from '../src/platform/remote-folder.ts';
import { loadSqlJs } from '../src/platform/sqljs.ts';
import { requireValue } from '../src/worker/answer.ts';
import { createHandlers } from '../src/worker/handlers.ts';

/** What the page's worker does from a source to the figures of the first sample, in a Node process of its own. */
export interface NodeOpening {
  /** From the call to the figures. */
  readonly ms: number;
  readonly listedMs: number;
  readonly sequences: number;
  /** Of the store's file; over HTTP they are reads of what was fetched. */
  readonly reads: number;
  readonly bytes: number;
  /** The lengths of the first rows of the list, read afterwards. */
  readonly rows: { readonly count: number; readonly ms: number; readonly reads: number; readonly bytes: number };
}

/** Rows that a page of usual height asks for: those in view and some beyond. */
const VISIBLE_ROWS = 42;

/** Runs `measureOpening` in a process of its own, so that nothing is compiled or held from before. */
export async function measureOpeningAlone(source: string): Promise<NodeOpening> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx/esm',
    fileURLToPath(import.meta.url),
    source,
  ]);
  return JSON.parse(stdout) as NodeOpening;
}

async function measureOpening(source: string): Promise<NodeOpening> {
  const counted: { store: CountingSource | null } = { store: null };
  const counting = (folder: Folder): Folder => ({
    ...folder,
    openStore: () => {
      counted.store = createCountingSource(folder.openStore());
      return counted.store;
    },
  });
  const remote = isHttpUrl(source) ? await fetchRemote(source) : null;
  const worker = createHandlers({
    openFolder: async () => counting(remote ? await remote.open() : openLocalFolder(source)),
    ...(remote && { prefetch: remote.prefetch }),
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: 'bench',
  });
  const start = performance.now();
  const summary = requireValue(await worker.open({ kind: 'url', url: source }));
  const listedMs = performance.now() - start;
  const entry = summary.sequences[0]?.entry ?? '';
  const head = requireValue(await worker.readHead(entry));
  const startFrame = Math.min(249, head.n_frames - 200);
  requireValue(await worker.readCrop({ entry, startFrame, n_motions: 100, n_windows: 2 }));
  const ms = performance.now() - start;
  const { readCount: reads = 0, bytesRead: bytes = 0 } = counted.store ?? {};
  const visible = summary.sequences.slice(0, VISIBLE_ROWS).map((row) => row.entry);
  counted.store?.reset();
  const rowsStart = performance.now();
  requireValue(await worker.describeSequences(visible));
  const rows = {
    count: visible.length,
    ms: performance.now() - rowsStart,
    reads: counted.store?.readCount ?? 0,
    bytes: counted.store?.bytesRead ?? 0,
  };
  return { ms, listedMs, sequences: summary.sequences.length, reads, bytes, rows };
}

/** The store behind the counter is the one to fetch into. */
async function fetchRemote(url: string) {
  const transport = sharedFetchTransport();
  const held: { folder: Folder | null } = { folder: null };
  return {
    open: async () => {
      held.folder = await fetchUrlFolder(url, fetch, transport);
      return held.folder;
    },
    prefetch: async (_: unknown, ranges: Parameters<typeof prefetchRanges>[1]) => {
      if (held.folder) await prefetchRanges(held.folder.openStore(), ranges);
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(await measureOpening(process.argv[2] ?? '')));
  process.exit();
}
