import { type Remote, wrap } from 'comlink';
import type { JobName, JobOptions, JobResult } from './jobs/sequence-jobs.ts';
import type { PooledWorker } from './pool.ts';
import type { Answer, DatasetRequest, DatasetWorkerApi } from './protocol.ts';

/** Starts the dataset worker and returns its calls. Relative URLs are resolved here, since a worker's own address differs from the page's. */
export function createWorkerClient(): DatasetWorkerApi {
  return callsOf(wrap<DatasetWorkerApi>(startWorker()));
}

/** A worker of the page's pool. */
export function startPooledWorker(): PooledWorker {
  const worker = startWorker();
  const remote = wrap<DatasetWorkerApi>(worker);
  const crashed = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(`a worker of the pool failed: ${message || 'its code could not be loaded'}`));
    });
  });
  // Heard only by runs that are under way.
  crashed.catch(() => undefined);
  return { api: callsOf(remote), crashed, terminate: () => worker.terminate() };
}

function startWorker(): Worker {
  return new Worker(new URL('./dataset.worker.ts', import.meta.url), { type: 'module' });
}

function callsOf(remote: Remote<DatasetWorkerApi>): DatasetWorkerApi {
  return {
    open: (request) => remote.open(resolveAgainstPage(request)),
    attach: (request) => remote.attach(resolveAgainstPage(request)),
    runJob: <N extends JobName>(name: N, entry: string, options: JobOptions<N>) =>
      remote.runJob(name, entry, options) as Promise<Answer<JobResult<N>>>,
    describeSequences: (entries) => remote.describeSequences(entries),
    readHead: (entry) => remote.readHead(entry),
    readOverview: (entry) => remote.readOverview(entry),
    readClips: (entry, firstClip, endClip) => remote.readClips(entry, firstClip, endClip),
    readAudio: (entry, startSample, endSample) => remote.readAudio(entry, startSample, endSample),
    readSpectrogram: (request) => remote.readSpectrogram(request),
    readCrop: (request) => remote.readCrop(request),
    saveSample: (request, kind) => remote.saveSample(request, kind),
    startExport: (request) => remote.startExport(request),
    stepExport: (id, maxBytes) => remote.stepExport(id, maxBytes),
    cancelExport: (id) => remote.cancelExport(id),
  };
}

function resolveAgainstPage(request: DatasetRequest): DatasetRequest {
  return request.kind === 'url' ? { ...request, url: new URL(request.url, document.baseURI).href } : request;
}
