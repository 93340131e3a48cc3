import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder, whether this runs from `src/cli` in a checkout or from the built `dist/cli`. */
const PACKAGE_FOLDER = findPackageFolder(dirname(fileURLToPath(import.meta.url)));

/** The demo dataset that ships with the package. */
export const DEMO_FOLDER = join(PACKAGE_FOLDER, 'public', 'demo');

/** The built page. */
export const APP_FOLDER = join(PACKAGE_FOLDER, 'dist', 'app');

export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function findPackageFolder(start: string): string {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`no package.json above ${start}`);
}
