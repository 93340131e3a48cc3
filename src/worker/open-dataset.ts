import type { Folder } from '../core/bytes/folder.ts';
import { type ClipReader, createCachedClipReader } from '../core/dataset/clip-reader.ts';
import { openDataset } from '../core/dataset/dataset.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import { planOpening, type ReadPlan } from '../core/dataset/plan-reads.ts';
import type { Problem } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import type { SqlJsModule } from '../core/snapshot/sqljs-module.ts';
import { openFolderParts, type Prefetch } from '../platform/open-parts.ts';
import { answer } from './answer.ts';
import type { ListedDataset } from './dataset-summary.ts';
import { createDecoders, type Decoders } from './decoders.ts';
import { type HeldParts, holdParts } from './held-parts.ts';
import { type KnownSequences, readKnownSequences } from './known-sequences.ts';
import type { Answer, DatasetRequest } from './protocol.ts';
import { createSpectrogramReader, type SpectrogramReader } from './spectrogram-data.ts';

/** What a platform gives the handlers. */
export interface HandlerPlatform {
  openFolder(request: DatasetRequest): Folder | Promise<Folder>;
  /** Fetches ranges of an open store, so that the reads which follow need not wait one by one. Absent where reads cost little. */
  readonly prefetch?: Prefetch;
  /** Formats of the core and those whose decoders this platform has loaded. */
  readonly audioFormats: readonly AudioFormat[];
  /** Loads the decoders that the core lacks; called once, when a clip needs one. */
  loadMoreAudioFormats(): Promise<readonly AudioFormat[]>;
  /** Loads what reads snapshots. */
  loadSqlJs(): Promise<SqlJsModule>;
  /** Version of this program, for the files that it writes. */
  readonly toolVersion: string;
}

export interface OpenDataset extends ListedDataset {
  readonly held: HeldParts;
  readonly reader: ClipReader;
  readonly spectrograms: SpectrogramReader;
}

/** The one dataset of a worker, and the ways to read from it. */
export interface DatasetHolder {
  readonly decoders: Decoders;
  /** Opens what is asked for and makes it the current dataset, unless `look`, which sees it first, throws: then the one before stays. */
  openAs<T>(
    request: DatasetRequest,
    look: (next: OpenDataset, problem: Problem | null) => T | Promise<T>,
  ): Promise<Answer<T>>;
  /** A fault of this program where none is open. */
  opened(): OpenDataset;
  fetchPlan(parts: DatasetParts, plan: ReadPlan | undefined): Promise<void>;
  /** Fetches what `keys` look up, then reads it. The dataset is the one of the call, even if another is opened while its bytes are on their way. */
  read<T>(keys: (asked: OpenDataset) => readonly string[], handle: (asked: OpenDataset) => T): Promise<Answer<T>>;
}

/** Decoded clips kept for scrubbing: 13 minutes of speech with its coefficients. */
const CLIP_CACHE_BYTES = 64 * 2 ** 20;

export function createDatasetHolder(platform: HandlerPlatform): DatasetHolder {
  let current: OpenDataset | null = null;
  let openings = 0;
  const decoders = createDecoders({
    formats: platform.audioFormats,
    loadMore: () => platform.loadMoreAudioFormats(),
    onLoad: () => {
      if (current !== null) current = createOpen(current.held, current.known);
    },
  });

  function createOpen(held: HeldParts, known: KnownSequences | null): OpenDataset {
    const dataset = openDataset(held.parts, { audioFormats: decoders.formats() });
    const reader = createCachedClipReader(dataset, CLIP_CACHE_BYTES);
    return { held, dataset, known, reader, spectrograms: createSpectrogramReader(reader, dataset) };
  }

  async function fetchPlan(parts: DatasetParts, plan: ReadPlan | undefined): Promise<void> {
    if (platform.prefetch === undefined) return;
    for (const ranges of plan ?? []) await platform.prefetch(parts.source, ranges);
  }

  function opened(): OpenDataset {
    if (current !== null) return current;
    throw new Error('no dataset is open in the worker');
  }

  return {
    decoders,
    opened,
    fetchPlan,
    openAs: (request, look) => {
      const turn = ++openings;
      return answer(async () => {
        const folder = await platform.openFolder(request);
        const held = holdParts(await openFolderParts(folder, () => platform.loadSqlJs(), platform.prefetch));
        try {
          await fetchPlan(held.parts, planOpening(held.parts));
          const { known, problem } = readKnownSequences(held.parts);
          const formats = decoders.formats();
          const next = createOpen(held, known);
          const seen = await look(next, problem);
          // The user may have asked for another dataset while this one's bytes were on their way: the newest request stays.
          const [kept, left] = turn === openings ? [next, current] : [current, next];
          left?.held.release();
          // Decoders may have been loaded, for the one before, while this one was on its way.
          current = kept === next && formats !== decoders.formats() ? createOpen(held, known) : kept;
          return seen;
        } catch (error) {
          held.release();
          throw error;
        }
      });
    },
    read: (keys, handle) =>
      answer(() =>
        decoders.provide(() => {
          const asked = opened();
          const { parts } = asked.held;
          return asked.held.during(async () => {
            await fetchPlan(parts, parts.store.planRounds?.(keys(asked)));
            return handle(asked);
          });
        }),
      ),
  };
}
