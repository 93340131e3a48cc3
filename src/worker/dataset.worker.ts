import { expose } from 'comlink';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openRequestedFolder } from '../platform/browser/folder.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { createHandlers } from './handlers.ts';

expose(
  createHandlers({
    openFolder: openRequestedFolder,
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => [await loadMp3Format(), ...AUDIO_FORMATS],
  }),
);
