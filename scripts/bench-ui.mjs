import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, ROOT } from './install.mjs';
import { runTool, runTypeScript } from './tools.mjs';

ensureInstalled();
const cache = `${ROOT}.cache/bench-ui`;
// Beside the datasets, so that a measurement does not replace a page that is being served.
const app = `${cache}/app`;
const rival = `${cache}/rival`;
const build = (folder, config) =>
  runTool('vite', ['build', ...config, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']);
if (!build(app, []) || !build(rival, ['-c', 'bench/ui/rival/vite.config.ts'])) process.exit(1);
process.env.TALKSCOPE_APP = app;
process.env.TALKSCOPE_RIVAL = rival;
process.env.TALKSCOPE_UI_CACHE = cache;
process.env.TALKSCOPE_CHROMIUM = ensureChromium();
await runTypeScript('bench/ui/main.ts', process.argv.slice(2));
