import type { Folder } from '../core/bytes/folder.ts';
import { type ClipReader, createCachedClipReader, createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { attempt, type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { sequenceMetadataKey } from '../core/dataset/keys.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import { clipKeys, cropClips, planOpening, type ReadPlan } from '../core/dataset/plan-reads.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { DataError, type Problem } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import { MP3_DECODER_MISSING } from '../core/formats/mp3.ts';
import { assembleSample, type RawSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import type { SqlJsModule } from '../core/snapshot/sqljs-module.ts';
import { openFolderParts, type Prefetch } from '../platform/open-parts.ts';
import { answer } from './answer.ts';
import { clipsOfSamples, readClipData, readSequenceAudio } from './clip-data.ts';
import { formatSample, measureSample } from './crop-data.ts';
import { describeSequence, isScanned, type ListedDataset, summarize } from './dataset-summary.ts';
import { type HeldParts, holdParts } from './held-parts.ts';
import type { SequenceJob } from './jobs/sequence-job.ts';
import { JOB_LOADERS } from './jobs/sequence-jobs.ts';
import { type KnownSequences, readKnownSequences, readWaveformOverview } from './known-sequences.ts';
import type { Answer, CropRequest, DatasetRequest, DatasetWorkerApi, SequenceHead } from './protocol.ts';
import type { SnapshotExport } from './snapshot-export.ts';
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

/** Decoded clips kept for scrubbing: 13 minutes of speech with its coefficients. */
const CLIP_CACHE_BYTES = 64 * 2 ** 20;

interface OpenDataset extends ListedDataset {
  readonly held: HeldParts;
  readonly reader: ClipReader;
  readonly spectrograms: SpectrogramReader;
}

/** The worker's calls over any platform. Holds one dataset; a failed `open` leaves the previous one in place. */
export function createHandlers(platform: HandlerPlatform): DatasetWorkerApi {
  let audioFormats = platform.audioFormats;
  let areDecodersLoaded = false;
  let current: OpenDataset | null = null;
  let openings = 0;
  const exports = new Map<number, { readonly steps: SnapshotExport; readonly held: HeldParts }>();
  let exportCount = 0;

  function createOpen(held: HeldParts, known: KnownSequences | null): OpenDataset {
    const dataset = openDataset(held.parts, { audioFormats });
    const reader = createCachedClipReader(dataset, CLIP_CACHE_BYTES);
    return { held, dataset, known, reader, spectrograms: createSpectrogramReader(reader) };
  }

  /** Opens what is asked for and makes it the current dataset, unless `look`, which sees it first, throws. */
  async function openAs<T>(
    request: DatasetRequest,
    look: (next: OpenDataset, problem: Problem | null) => T | Promise<T>,
  ): Promise<T> {
    const turn = ++openings;
    const folder = await platform.openFolder(request);
    const held = holdParts(await openFolderParts(folder, () => platform.loadSqlJs(), platform.prefetch));
    try {
      await fetchPlan(held.parts, planOpening(held.parts));
      const { known, problem } = readKnownSequences(held.parts);
      const next = createOpen(held, known);
      const seen = await look(next, problem);
      // The user may have asked for another dataset while this one's bytes were on their way: the newest request stays.
      const [kept, left] = turn === openings ? [next, current] : [current, next];
      left?.held.release();
      current = kept;
      return seen;
    } catch (error) {
      held.release();
      throw error;
    }
  }

  function opened(): OpenDataset {
    if (current !== null) return current;
    throw new Error('no dataset is open in the worker');
  }

  /** Runs a call; where a clip needs a decoder that is not loaded yet, loads it and runs the call once more. */
  function call<T>(handle: () => T | Promise<T>): Promise<Answer<T>> {
    return answer(async () => {
      try {
        return await handle();
      } catch (error) {
        if (!(error instanceof DataError) || error.problem.code !== MP3_DECODER_MISSING) throw error;
        await loadDecoders();
        return handle();
      }
    });
  }

  async function fetchPlan(parts: DatasetParts, plan: ReadPlan | undefined): Promise<void> {
    if (platform.prefetch === undefined) return;
    for (const ranges of plan ?? []) await platform.prefetch(parts.source, ranges);
  }

  /** Fetches what `keys` look up, then reads it. The dataset is the one of the call, even if another is opened while its bytes are on their way. */
  function read<T>(
    keys: (asked: OpenDataset) => readonly string[],
    handle: (asked: OpenDataset) => T,
  ): Promise<Answer<T>> {
    return call(async () => {
      const asked = opened();
      const { parts } = asked.held;
      return asked.held.during(async () => {
        await fetchPlan(parts, parts.store.planRounds?.(keys(asked)));
        return handle(asked);
      });
    });
  }

  /** A job finds the length of its sequence in a record that it must have been given first: fetched apart, it tells which clips to fetch. */
  async function run<O, R>(job: SequenceJob<O, R>, entry: string, options: O): Promise<Answer<R>> {
    const contextOf = ({ dataset, known }: OpenDataset) => ({
      dataset,
      known,
      reader: createDirectClipReader(dataset),
    });
    if (platform.prefetch !== undefined && entry !== '') {
      const head = await read(
        () => [sequenceMetadataKey(entry)],
        () => null,
      );
      if (!head.ok) return head;
    }
    return read(
      (asked) => (platform.prefetch === undefined ? [] : job.keys(contextOf(asked), entry, options)),
      (asked) => job.run(contextOf(asked), entry, options),
    );
  }

  async function loadDecoders(): Promise<void> {
    audioFormats = await platform.loadMoreAudioFormats();
    areDecodersLoaded = true;
    if (current !== null) current = createOpen(current.held, current.known);
  }

  return {
    open: (request) =>
      call(() =>
        openAs(request, async (next, problem) => {
          const { parts } = next.held;
          if (isScanned(next)) await fetchPlan(parts, parts.store.planScan?.());
          return summarize(next, request, problem);
        }),
      ),
    attach: (request) => call(() => openAs(request, () => null)),
    runJob: async (name, entry, options) => {
      const job = await JOB_LOADERS[name]();
      return run(job, entry, options);
    },
    describeSequences: (entries) =>
      read(
        ({ known }) => entries.filter((entry) => known?.byEntry.has(entry) !== true).map(sequenceMetadataKey),
        (asked) => entries.map((entry) => describeSequence(asked, entry)),
      ),
    readHead: (entry) =>
      read(
        () => [sequenceMetadataKey(entry)],
        ({ dataset }) => readHead(dataset, entry),
      ),
    readOverview: (entry) =>
      read(
        () => [],
        ({ known }) => (known === null ? null : readWaveformOverview(known, entry)),
      ),
    readClips: (entry, firstClip, endClip) =>
      read(
        ({ reader }) => clipKeys(entry, [firstClip, endClip], reader),
        ({ dataset, reader }) => {
          const head = readHead(dataset, entry);
          const clips = Array.from({ length: Math.min(endClip, head.n_clips) - firstClip }, (_, index) =>
            readClipData(dataset, reader, head, firstClip + index),
          );
          const missing = clips.flatMap(({ problems }) => problems).find(({ code }) => code === MP3_DECODER_MISSING);
          if (missing !== undefined && !areDecodersLoaded) throw new DataError(missing);
          return clips;
        },
      ),
    readAudio: (entry, startSample, endSample) =>
      read(
        ({ dataset, reader }) => clipKeys(entry, clipsOfSamples(startSample, endSample, dataset.seg_len), reader),
        ({ dataset, reader }) => readSequenceAudio(reader, readHead(dataset, entry), startSample, endSample, dataset),
      ),
    readSpectrogram: (request) =>
      read(
        ({ dataset, reader, spectrograms }) =>
          clipKeys(request.entry, spectrograms.planClips(request, dataset.seg_len), reader),
        ({ dataset, spectrograms }) => spectrograms.read(readHead(dataset, request.entry), request),
      ),
    readCrop: (request) => read(keysOfCrop(request), (asked) => measureSample(readSample(asked, request))),
    saveSample: (request, kind) =>
      read(keysOfCrop(request), (asked) => {
        // Decoded anew, as the command line does, so that both write the same bytes.
        const sample = readSample({ ...asked, reader: createDirectClipReader(asked.dataset) }, request);
        return formatSample(asked.dataset, sample, kind, createSampleConfig().rate, request.statistics);
      }),
    startExport: (request) =>
      call(async () => {
        // A clip that meets a missing decoder half-way would count as damaged, and what is written cannot be taken back.
        if (!areDecodersLoaded) await loadDecoders();
        const { startSnapshotExport } = await import('./snapshot-export.ts');
        const { held, dataset } = opened();
        const identity = { name: request.name, toolVersion: platform.toolVersion, created: new Date() };
        const steps = startSnapshotExport(held.parts, dataset, request, identity);
        const id = ++exportCount;
        held.hold();
        exports.set(id, { steps, held });
        return { id, sequencesTotal: steps.sequencesTotal };
      }),
    stepExport: (id, maxBytes) =>
      answer(() => {
        const running = exports.get(id);
        if (running === undefined) throw new Error(`no export ${id} is under way`);
        // Put back while there is more to come, so that one that fails is gone.
        exports.delete(id);
        try {
          const part = running.steps.step(maxBytes);
          if (part.summary === null) exports.set(id, running);
          return part;
        } finally {
          if (!exports.has(id)) running.held.release();
        }
      }),
    cancelExport: async (id) => {
      exports.get(id)?.held.release();
      exports.delete(id);
    },
  };
}

/** How the keys that a crop looks up follow from the dataset. A crop that cannot be says so when it is read. */
function keysOfCrop({ entry, startFrame, n_motions, n_windows }: CropRequest) {
  return ({ dataset, reader }: OpenDataset): readonly string[] => {
    const config = attempt(() => createSampleConfig({ n_motions, n_windows }));
    const clips = 'value' in config ? cropClips(startFrame, config.value, dataset.seg_len) : ([0, 0] as const);
    return clipKeys(entry, clips, reader);
  };
}

function readSample({ dataset, reader }: OpenDataset, request: CropRequest): RawSample {
  const { entry, startFrame, n_motions, n_windows } = request;
  const sequence = { entry, n_frames: readFrameCount(dataset.store, entry) };
  return assembleSample(dataset, reader, sequence, startFrame, createSampleConfig({ n_motions, n_windows }));
}

function readHead(dataset: Dataset, entry: string): SequenceHead {
  const n_frames = readFrameCount(dataset.store, entry);
  const { fps, rate } = createSampleConfig();
  return { entry, n_frames, n_clips: Math.ceil(n_frames / dataset.seg_len), seg_len: dataset.seg_len, fps, rate };
}
