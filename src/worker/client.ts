import { type Remote, wrap } from 'comlink';
import type { DatasetRequest, DatasetWorkerApi } from './protocol.ts';

/** Starts the dataset worker and returns its calls. Relative URLs are resolved here, since a worker's own address differs from the page's. */
export function createWorkerClient(): DatasetWorkerApi {
  const worker = new Worker(new URL('./dataset.worker.ts', import.meta.url), { type: 'module' });
  const remote: Remote<DatasetWorkerApi> = wrap<DatasetWorkerApi>(worker);
  return {
    open: (request) => remote.open(resolveAgainstPage(request)),
    describeSequences: (entries) => remote.describeSequences(entries),
    readHead: (entry) => remote.readHead(entry),
    readOverview: (entry) => remote.readOverview(entry),
    readClips: (entry, firstClip, endClip) => remote.readClips(entry, firstClip, endClip),
    readAudio: (entry, startSample, endSample) => remote.readAudio(entry, startSample, endSample),
    readSpectrogram: (request) => remote.readSpectrogram(request),
    readCrop: (request) => remote.readCrop(request),
    saveSample: (request, kind) => remote.saveSample(request, kind),
    measureSequence: (entry) => remote.measureSequence(entry),
    startExport: (request) => remote.startExport(request),
    stepExport: (id, maxBytes) => remote.stepExport(id, maxBytes),
    cancelExport: (id) => remote.cancelExport(id),
  };
}

function resolveAgainstPage(request: DatasetRequest): DatasetRequest {
  return request.kind === 'url' ? { ...request, url: new URL(request.url, document.baseURI).href } : request;
}
