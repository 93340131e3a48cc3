import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { runTool, runTypeScript } from './tools.mjs';

ensureInstalled();
process.env.TALKSCOPE_CHROMIUM = ensureChromium();
if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);
await runTypeScript('bench/ui/while-working.ts', process.argv.slice(2));
await runTypeScript('bench/ui/many-sequences.ts', []);
