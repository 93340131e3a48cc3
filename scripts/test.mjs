import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';
import { countStep, countTests, readPlaywrightReport, readVitestReport, summaryLine } from './count-tests.mjs';
import { ensureInstalled, ROOT } from './install.mjs';
import { runTool } from './tools.mjs';

const UNIT_REPORT = `${ROOT}.cache/unit.json`;
/** playwright.config.ts names it too. */
const E2E_REPORT = `${ROOT}test-results/e2e.json`;

ensureInstalled();
for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(report, { force: true });

const counts = [];

title('format and lint');
counts.push(countStep(runTool('@biomejs/biome', ['ci', '--error-on-warnings'])));

title('types');
const isTyped = ['src/core', 'src', 'tsconfig.node.json'].map((project) => runTool('typescript', ['-p', project]));
counts.push(countStep(isTyped.every(Boolean)));

title('unit tests');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
const unitPassed = runTool('vitest', ['run', ...reporters]);
counts.push(countTests(readVitestReport(readText(UNIT_REPORT)), unitPassed));

title('build');
const isBuilt = [[], ['-c', 'vite.cli.config.ts']].every((config) => runTool('vite', ['build', ...config]));
counts.push(countStep(isBuilt));

title('end-to-end tests');
const browser = isBuilt ? prepareBrowser() : null;
// Named outright, so that Playwright's workers need not look for it again.
const e2ePassed = browser !== null && runTool('@playwright/test', ['test'], { env: { TALKSCOPE_CHROMIUM: browser } });
counts.push(countTests(readPlaywrightReport(readText(E2E_REPORT)), e2ePassed));

process.stdout.write(`\n${summaryLine(counts)}\n`);
process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;

function title(text) {
  process.stdout.write(`\n== ${text}\n`);
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function prepareBrowser() {
  try {
    return ensureChromium();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}
