import { defineConfig } from 'vite';

/** The installed command: one file, its dependencies left to npm. */
export default defineConfig({
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'talkscope.mjs' } },
  },
  publicDir: false,
});
