import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import { sequenceMetadataKey } from '../core/dataset/keys.ts';
import { clipKeys, cropClips } from '../core/dataset/plan-reads.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { assembleSample, type RawSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { clipsOfSamples, readClipData, readSequenceAudio } from './clip-data.ts';
import { formatSample, measureSample } from './crop-data.ts';
import { describeSequence, isScanned, summarize } from './dataset-summary.ts';
import { createExportCalls } from './export-calls.ts';
import { JOB_LOADERS } from './jobs/sequence-jobs.ts';
import { readWaveformOverview } from './known-sequences.ts';
import { createDatasetHolder, type HandlerPlatform, type OpenDataset } from './open-dataset.ts';
import type { CropRequest, DatasetWorkerApi, SequenceHead } from './protocol.ts';
import { runJob } from './run-job.ts';

export type { HandlerPlatform } from './open-dataset.ts';

/** The worker's calls over any platform. Holds one dataset; a failed `open` leaves the previous one in place. */
export function createHandlers(platform: HandlerPlatform): DatasetWorkerApi {
  const holder = createDatasetHolder(platform);
  const { read } = holder;
  return {
    open: (request) =>
      holder.openAs(request, async (next, problem) => {
        const { parts } = next.held;
        if (isScanned(next)) await holder.fetchPlan(parts, parts.store.planScan?.());
        return summarize(next, request, problem);
      }),
    attach: (request) => holder.openAs(request, () => null),
    runJob: async (name, entry, options) =>
      runJob(holder, await JOB_LOADERS[name](), entry, options, platform.prefetch !== undefined),
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
          return Array.from({ length: Math.min(endClip, head.n_clips) - firstClip }, (_, index) =>
            readClipData(dataset, reader, head, firstClip + index),
          );
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
    ...createExportCalls(holder, platform.toolVersion),
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
