import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from './tools.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const WINDOWS_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];

/** Path of a Chromium on this machine, or null: TALKSCOPE_CHROMIUM, Playwright's own, the system's. Throws where the variable names no file. */
export function findChromium() {
  const wanted = process.env.TALKSCOPE_CHROMIUM;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Error(`talkscope: TALKSCOPE_CHROMIUM names no file: ${wanted}`);
  }
  return [playwrightPath, commandPath, applicationPath].reduce((found, look) => found ?? look(), null);
}

/** The same, after trying to install one. Throws an Error of one line where that does not work. Output goes to standard error. */
export function ensureChromium() {
  const installers = [installWithPlaywright, installWithApt];
  const path = installers.reduce((found, install) => found ?? (install() ? findChromium() : null), findChromium());
  if (path !== null) return path;
  throw new Error('talkscope: no Chromium found or installed; install one, or set TALKSCOPE_CHROMIUM to its path');
}

function playwrightPath() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function commandPath() {
  if (process.platform === 'win32') return null;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return paths.find((path) => existsSync(path) && doesRun(path)) ?? null;
}

/** Some systems ship a `chromium-browser` that only says where to get one. */
function doesRun(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function applicationPath() {
  const windowsPaths = WINDOWS_FOLDERS.flatMap((name) => process.env[name] ?? []).flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Chromium/Application/chrome.exe'),
  ]);
  const paths = { darwin: MAC_PATHS, win32: windowsPaths }[process.platform] ?? [];
  return paths.find((path) => existsSync(path)) ?? null;
}

function installWithPlaywright() {
  return runTool('@playwright/test', ['install', 'chromium'], { stdio: ['ignore', 2, 2] });
}

function installWithApt() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
  return apt('update') && apt('install', '-y', 'chromium');
}

const program = process.argv[1] ?? '';
if (existsSync(program) && realpathSync(program) === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${ensureChromium()}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
