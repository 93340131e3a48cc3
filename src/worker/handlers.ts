import type { Folder } from '../core/bytes/folder.ts';
import { type ClipReader, createCachedClipReader } from '../core/dataset/clip-reader.ts';
import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { type DatasetParts, openParts } from '../core/dataset/open-store.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { DataError } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import { assembleSample, type RawSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { measureSequence } from '../core/statistics/dataset-statistics.ts';
import { answer } from './answer.ts';
import { readClipData, readSequenceAudio } from './clip-data.ts';
import { formatSample, measureSample } from './crop-data.ts';
import { describeSequence, summarize } from './dataset-summary.ts';
import type { Answer, ClipData, CropRequest, DatasetRequest, DatasetWorkerApi, SequenceHead } from './protocol.ts';

/** What a platform gives the handlers. */
export interface HandlerPlatform {
  openFolder(request: DatasetRequest): Folder;
  /** Formats of the core and those whose decoders this platform has loaded. */
  readonly audioFormats: readonly AudioFormat[];
  /** Loads the decoders that the core lacks; called once, when a clip needs one. */
  loadMoreAudioFormats(): Promise<readonly AudioFormat[]>;
}

/** Decoded clips kept for scrubbing: 18 minutes of speech with its coefficients. */
const CLIP_CACHE_BYTES = 192 * 2 ** 20;
/** Code of the error by which the core asks for the MP3 decoder. */
const DECODER_MISSING = 'mp3-decoder-missing';

interface OpenDataset {
  readonly parts: DatasetParts;
  readonly dataset: Dataset;
  readonly reader: ClipReader;
}

/** The worker's calls over any platform. Holds one dataset; a failed `open` leaves the previous one in place. */
export function createHandlers(platform: HandlerPlatform): DatasetWorkerApi {
  let audioFormats = platform.audioFormats;
  let current: OpenDataset | null = null;

  function open(parts: DatasetParts): OpenDataset {
    const dataset = openDataset(parts, { audioFormats });
    return { parts, dataset, reader: createCachedClipReader(dataset, CLIP_CACHE_BYTES) };
  }

  function opened(): OpenDataset {
    if (current !== null) return current;
    throw new Error('no dataset is open in the worker');
  }

  /** Runs a call; where a clip needs a decoder that is not loaded yet, loads it and runs the call once more. */
  function call<T>(handle: () => T): Promise<Answer<T>> {
    return answer(async () => {
      try {
        return handle();
      } catch (error) {
        if (!(error instanceof DataError) || error.problem.code !== DECODER_MISSING) throw error;
        await loadDecoders();
        return handle();
      }
    });
  }

  async function loadDecoders(): Promise<void> {
    audioFormats = await platform.loadMoreAudioFormats();
    if (current !== null) current = open(current.parts);
  }

  return {
    open: (request) =>
      call(() => {
        const parts = openParts(platform.openFolder(request));
        current = open(parts);
        return summarize(current.dataset, request);
      }),
    describeSequences: (entries) => call(() => entries.map((entry) => describeSequence(opened().dataset, entry))),
    readHead: (entry) => call(() => readHead(opened().dataset, entry)),
    readClips: (entry, firstClip, endClip) =>
      answer(async () => {
        const head = readHead(opened().dataset, entry);
        const clips: ClipData[] = [];
        for (let clip = firstClip; clip < Math.min(endClip, head.n_clips); clip++) {
          let data = readClipData(opened().dataset, opened().reader, head, clip);
          if (data.problems.some(({ code }) => code === DECODER_MISSING)) {
            await loadDecoders();
            data = readClipData(opened().dataset, opened().reader, head, clip);
          }
          clips.push(data);
        }
        return clips;
      }),
    readAudio: (entry, startSample, endSample) =>
      call(() => {
        const { dataset, reader } = opened();
        return readSequenceAudio(reader, readHead(dataset, entry), startSample, endSample);
      }),
    readCrop: (request) => call(() => measureSample(readSample(opened(), request))),
    saveSample: (request, kind) =>
      call(() => {
        const sample = readSample(opened(), request);
        return formatSample(opened().dataset, sample, kind, createSampleConfig().rate, request.statistics);
      }),
    measureSequence: (entry) => call(() => Object.fromEntries(measureSequence(opened().dataset, entry))),
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
