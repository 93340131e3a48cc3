import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };

export default defineConfig({
  plugins: [react()],
  // Relative addresses let the built app lie in any folder of a static host.
  base: './',
  define: { TALKSCOPE_VERSION: JSON.stringify(packageJson.version) },
  build: { outDir: 'dist/app', target: 'es2022', sourcemap: false },
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
});
