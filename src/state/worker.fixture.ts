import { join } from 'node:path';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openFolder } from '../platform/node/open-folder.ts';
import { loadSqlJs } from '../platform/sqljs.ts';
import { createHandlers } from '../worker/handlers.ts';
import { createWorkerPool, type WorkerPool } from '../worker/pool.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import { DEMO_URL } from './link.ts';

/** By path and not by URL: in a simulated page `URL` is the page's. */
export const DEMO_FOLDER = join(import.meta.dirname, '../../public/demo');

/** The worker's handlers in this process, over real files: the demo's address leads to `public/demo`, any other is a path. */
export function startWorkerHere(): DatasetWorkerApi {
  return createHandlers({
    openFolder: (request) => {
      const place = request.kind === 'url' ? request.url : request.name;
      return openFolder(place === DEMO_URL ? DEMO_FOLDER : place);
    },
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: '1.2.3',
  });
}

/** A pool of such workers. */
export function startPoolHere(size = 2): WorkerPool {
  return createWorkerPool(
    () => ({ api: startWorkerHere(), crashed: new Promise<never>(() => {}), terminate: () => {} }),
    size,
  );
}
