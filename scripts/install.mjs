import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const MIN_NODE = [20, 19];
const LOCK_FILE = `${ROOT}package-lock.json`;
/** npm writes it last, so it tells a whole installation from an interrupted one. */
const INSTALLED_FILE = `${ROOT}node_modules/.package-lock.json`;

/** Installs the dependencies where they are missing or older than the lock file. All output goes to standard error. Ends the process on failure. */
export function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  process.stderr.write('talkscope: installing dependencies\n');
  if (!runNpm('ci') && !runNpm('install')) fail('the dependencies could not be installed, see the lines of npm above');
  // `npm install` may write the lock file after the list of what is installed.
  const now = new Date();
  if (existsSync(INSTALLED_FILE)) utimesSync(INSTALLED_FILE, now, now);
}

/** Ends the process with one line on standard error. */
export function fail(message) {
  process.stderr.write(`talkscope: ${message}\n`);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  if (!isNewEnough) fail(`Node ${MIN_NODE.join('.')} or newer is needed, this is ${process.versions.node}`);
}

function isInstalled() {
  return existsSync(INSTALLED_FILE) && statSync(INSTALLED_FILE).mtimeMs >= statSync(LOCK_FILE).mtimeMs;
}

function runNpm(command) {
  const args = [command, '--include=dev', '--no-progress'];
  const npm = process.env.npm_execpath;
  const stdio = ['ignore', 2, 2];
  // Under `npm run`, npm names its own script; without it Windows finds npm.cmd only through a shell.
  const isScript = npm !== undefined && /\.[cm]?js$/.test(npm);
  const { status } = isScript
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio })
    : spawnSync('npm', args, { cwd: ROOT, stdio, shell: process.platform === 'win32' });
  return status === 0;
}
