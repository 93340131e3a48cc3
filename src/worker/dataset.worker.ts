import { expose, transfer } from 'comlink';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openRequestedFolder } from '../platform/browser/folder.ts';
import { prefetchRanges } from '../platform/browser/prefetch.ts';
import { createHandlers } from './handlers.ts';

/** Put in by the build (vite.config.ts). */
declare const TALKSCOPE_VERSION: string;

const handlers = createHandlers({
  openFolder: openRequestedFolder,
  prefetch: (source, ranges) => prefetchRanges(source, ranges),
  audioFormats: AUDIO_FORMATS,
  // Fetched only for datasets that hold MP3: the decoder is a third of the worker's code.
  loadMoreAudioFormats: async () => {
    const { loadMp3Format } = await import('../platform/mp3-decoder.ts');
    return [await loadMp3Format(), ...AUDIO_FORMATS];
  },
  // Fetched only for snapshots: SQLite is larger than the rest of the worker.
  loadSqlJs: async () => (await import('../platform/browser/sqljs.ts')).loadSqlJsInWorker(),
  toolVersion: TALKSCOPE_VERSION,
});

expose({
  ...handlers,
  // Handed over, not copied.
  stepExport: async (...call: Parameters<typeof handlers.stepExport>) => {
    const answered = await handlers.stepExport(...call);
    return transfer(answered, answered.ok ? answered.value.chunks.map(({ bytes }) => bytes.buffer) : []);
  },
});
