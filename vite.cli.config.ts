import { defineConfig } from 'vite';

/**
 * The installed command, its dependencies left to npm: what `talkscope` runs, the threads that it starts from a file beside it, and what both share.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/cli',
    target: 'node20',
    rolldownOptions: {
      input: {
        talkscope: 'src/cli/main.ts',
        'statistics-thread': 'src/platform/node/statistics-thread.ts',
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'shared-[hash].mjs' },
    },
  },
  publicDir: false,
});
