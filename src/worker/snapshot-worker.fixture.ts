import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../core/bytes/byte-source.ts';
import { createMemorySource } from '../core/bytes/memory-source.ts';
import { openParts } from '../core/dataset/open-store.ts';
import { exportToSnapshot } from '../core/export/export.fixture.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openFolder } from '../platform/node/open-folder.ts';
import { loadSqlJs } from '../platform/sqljs.ts';
import { createHandlers } from './handlers.ts';
import type { DatasetRequest, DatasetWorkerApi } from './protocol.ts';

export const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));
/** Opens the snapshot that the worker was started with; any other address is a path. */
export const SNAPSHOT: DatasetRequest = { kind: 'url', url: 'memory.sqlite' };

/** A snapshot of the whole dataset in a folder. */
export function snapshotOf(folder: string): Uint8Array {
  return exportToSnapshot(openParts(openFolder(folder))).bytes;
}

/** The worker's handlers over a snapshot in memory, and the bytes that they have read of it. */
export function startSnapshotWorker(bytes: Uint8Array): {
  readonly worker: DatasetWorkerApi;
  readonly bytesRead: () => number;
} {
  let bytesRead = 0;
  const memory = createMemorySource('memory.sqlite', bytes);
  const source: ByteSource = {
    ...memory,
    read(startByte, endByte) {
      bytesRead += endByte - startByte;
      return memory.read(startByte, endByte);
    },
  };
  const worker = createHandlers({
    openFolder: (request) => {
      const place = request.kind === 'url' ? request.url : request.name;
      if (request !== SNAPSHOT) return openFolder(place);
      return { name: 'memory.sqlite', openStore: () => source, open: () => null };
    },
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: '1.2.3',
  });
  return { worker, bytesRead: () => bytesRead };
}
