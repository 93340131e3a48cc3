import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, ROOT } from './install.mjs';
import { runTool } from './tools.mjs';

ensureInstalled();
if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);
const isDone = runTool('@playwright/test', ['test', '--config', 'playwright.screenshots.config.ts'], {
  env: { TALKSCOPE_CHROMIUM: ensureChromium(), TALKSCOPE_PICTURES: `${ROOT}docs/images/` },
});
process.exit(isDone ? 0 : 1);
