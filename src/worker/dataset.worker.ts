import { expose } from 'comlink';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { openRequestedFolder } from '../platform/browser/folder.ts';
import { createHandlers } from './handlers.ts';

expose(
  createHandlers({
    openFolder: openRequestedFolder,
    audioFormats: AUDIO_FORMATS,
    // Fetched only for datasets that hold MP3: the decoder is a third of the worker's code.
    loadMoreAudioFormats: async () => {
      const { loadMp3Format } = await import('../platform/mp3-decoder.ts');
      return [await loadMp3Format(), ...AUDIO_FORMATS];
    },
  }),
);
