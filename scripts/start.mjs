import { readdirSync, statSync } from 'node:fs';
import { ensureInstalled, fail, ROOT } from './install.mjs';
import { runTool, runTypeScript } from './tools.mjs';

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
const BUILT_PAGE = `${ROOT}dist/app/index.html`;

ensureInstalled();
if (newestTime(BUILT_PAGE) < Math.max(...SOURCES.map((name) => newestTime(ROOT + name)))) {
  process.stderr.write('talkscope: building the page\n');
  if (!runTool('vite', ['build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] }))
    fail('the page could not be built');
}
// npm passes Ctrl-C on to a process that the terminal has already told: the second one must not end it half-way.
process.on('SIGINT', () => setTimeout(() => process.exit(0), 2000).unref());
const isAttended = process.stdin.isTTY && process.stdout.isTTY && !process.env.CI;
await runTypeScript('src/cli/main.ts', ['serve', ...process.argv.slice(2), ...(isAttended ? ['--open'] : [])]);

/** Latest modification time in ms of a file, or of the files and folders in a folder; 0 where it is missing. */
function newestTime(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestTime(`${path}/${name}`)));
}
