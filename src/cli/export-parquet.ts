import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { exportParquet } from '../core/export/parquet-export.ts';
import { MANIFEST_FILE } from '../core/export/parquet-manifest.ts';
import type { ParquetSummary } from '../core/export/parquet-run.ts';
import { findStore } from '../platform/node/folder.ts';
import { createPartFolder, sha256 } from '../platform/node/parquet-folder.ts';
import { isHttpUrl } from '../platform/remote-folder.ts';
import type { ExportCommand } from './arguments.ts';
import { countOf, type ExportWork, runSteps, targetTaken } from './export-run.ts';
import { readVersion } from './installation.ts';
import type { Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/** What the export writes into its folder, and replaces there. */
export const PARQUET_NAMES: readonly string[] = ['frames', 'clips', MANIFEST_FILE];

/** Writes the tables; the answer prints what was written and gives the exit status. Null where a signal came. */
export async function writeParquet(
  { target, parts, dataset, plan, staged }: ExportWork,
  interruption: Interruption,
  output: Output,
): Promise<(() => number) | null> {
  const folder = createPartFolder(staged.path);
  const identity = { name: parts.name, toolVersion: readVersion(), created: new Date() };
  try {
    const steps = exportParquet(parts, dataset, plan, folder, { identity, digest: sha256 });
    const summary = await runSteps(steps, interruption, output);
    return summary === null ? null : () => summarize(target, summary, output);
  } finally {
    folder.abandon();
  }
}

function summarize(target: string, done: ParquetSummary, output: Output): number {
  const rows = [
    countOf(done.sequences, 'sequence'),
    countOf(done.clips, 'clip'),
    countOf(done.frames, 'frame'),
    `${countOf(done.sizeBytes, 'byte')} in ${countOf(done.files, 'file')}`,
  ];
  output.print(`wrote ${target}: ${rows.join(', ')}`);
  if (done.problemCount === 0) return 0;
  output.report(`talkscope: ${countOf(done.problemCount, 'problem')}; every frame that could be read was exported`);
  return 1;
}

/** Throws a `DataError` where tables are in the way and may not be replaced, or the source lies among them. */
export function refuseParquetTarget({ target, source, force }: ExportCommand): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) throw targetTaken(target, 'a new folder, or one that exists', 'a file');
  const taken = PARQUET_NAMES.filter((name) => existsSync(join(target, name)));
  const own = isHttpUrl(source) ? null : realpathSync(findStore(source));
  const holdsSource = (name: string) => {
    const path = realpathSync(join(target, name));
    return own === path || own?.startsWith(`${path}${sep}`) === true;
  };
  if (taken.some(holdsSource)) {
    throw targetTaken(target, 'another place than that of the source', 'the source itself');
  }
  if (taken.length > 0 && !force) {
    throw targetTaken(target, 'a name that is free, or --force', `a folder with ${taken.join(', ')}`);
  }
}
