import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../core/errors.ts';
import { DEMO_FOLDER } from './installation.ts';
import type { Output } from './output.ts';

/** `demo FOLDER`: writes the demo dataset into a folder that is new or empty. Returns the exit status. */
export function demo(folder: string, output: Output): number {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new DataError({
      code: 'demo-folder-taken',
      what: 'The folder for the demo dataset is not empty',
      expected: 'a new or empty folder',
      found: `${readdirSync(folder).length} files`,
      where: folder,
    });
  }
  mkdirSync(folder, { recursive: true });
  cpSync(DEMO_FOLDER, folder, { recursive: true });
  output.print(`wrote the demo dataset to ${join(folder)}`);
  return 0;
}
