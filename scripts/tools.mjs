import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ROOT } from './install.mjs';

/**
 * Runs the program of an installed package, e.g. `vite`, with Node itself: the links in node_modules/.bin differ between systems. Returns true
 * where it ended with status 0.
 */
export function runTool(packageName, args, { stdio = 'inherit', env = {} } = {}) {
  const folder = `${ROOT}node_modules/${packageName}/`;
  const { bin } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  const options = { cwd: ROOT, stdio, env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [folder + script, ...args], options).status === 0;
}

/**
 * Runs a TypeScript file of this project in this process, so that arguments, signals, exit status and standard streams are its own. Paths in
 * its arguments are relative to where the user called npm.
 */
export async function runTypeScript(path, args) {
  const { INIT_CWD, npm_lifecycle_event: script } = process.env;
  // The variables are inherited: only those that npm set for this very script tell where the user is.
  if (INIT_CWD !== undefined && ['start', 'talkscope', 'bench'].includes(script)) process.chdir(INIT_CWD);
  const { register } = await import('tsx/esm/api');
  register();
  const url = new URL(`../${path}`, import.meta.url);
  process.argv = [process.execPath, path, ...args];
  await import(url.href);
}
