import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What loader.py bench prints. */
export interface LoaderFigures {
  readonly ms_median: number;
  readonly ms_p95: number;
  readonly stats_frames_per_s: number;
}

/** The reference loader lies beside the project where it is developed. */
const LOADER = process.env.TALKSCOPE_LOADER ?? '../shared/reference/loader.py';
export const PYTHON = '/usr/bin/python3';

/** The reference in one process; null where Python or its packages are not there. */
export function measureLoader(folder: string, rounds: number): LoaderFigures | null {
  if (!existsSync(LOADER)) return null;
  try {
    const printed = execFileSync(PYTHON, [LOADER, 'bench', folder, '--rounds', String(rounds)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return JSON.parse(printed) as LoaderFigures;
  } catch (error) {
    console.error(`the Python loader could not run: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return null;
  }
}
