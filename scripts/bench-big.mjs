import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, ROOT } from './install.mjs';
import { runTool, runTypeScript } from './tools.mjs';

ensureInstalled();
// Beside the stores, so that a measurement does not replace a page that is being served.
const app = `${process.env.TALKSCOPE_BIG ?? `${ROOT}.cache/big`}/app`;
if (!runTool('vite', ['build', '--outDir', app, '--emptyOutDir', '--logLevel', 'warn'])) process.exit(1);
process.env.TALKSCOPE_APP = app;
process.env.TALKSCOPE_CHROMIUM = ensureChromium();
await runTypeScript('bench/big.ts', process.argv.slice(2));
