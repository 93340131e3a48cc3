import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { attemptIo } from './file-sink.ts';

/** A file or folder that is written under a temporary name beside its own, and appears there when it is whole. */
export interface StagedOutput {
  /** Path to write to: of the file, or of the folder, which exists. */
  readonly path: string;
  /** Gives it its own name, in place of what has it. */
  commit(): void;
  /** Removes what was written. Does nothing after `commit`. */
  discard(): void;
}

/** Stages a file; the folder that will hold it has to exist. */
export function stageFile(target: string): StagedOutput {
  const path = temporaryName(target);
  return {
    path,
    commit() {
      attemptIo(target, 'a place for the file', () => renameSync(path, target));
      syncFolder(dirname(resolve(target)));
    },
    discard: () => rmSync(path, { force: true }),
  };
}

/**
 * Stages the files of a folder. A folder that exists already keeps its own files: those written replace the ones of the same name, and
 * `replaced` names those that have to go where they are not among the new.
 */
export function stageFolder(target: string, replaced: readonly string[]): StagedOutput {
  const path = temporaryName(target);
  attemptIo(target, 'a place for the folder', () => mkdirSync(path));
  return {
    path,
    commit() {
      attemptIo(target, 'a place for the folder', () => {
        if (!existsSync(target)) return renameSync(path, target);
        const names = readdirSync(path);
        // A folder is never renamed over one that holds files.
        const isInTheWay = (name: string) => !names.includes(name) || isFolder(join(target, name));
        for (const name of replaced.filter(isInTheWay)) rmSync(join(target, name), { recursive: true, force: true });
        for (const name of names) renameSync(join(path, name), join(target, name));
        rmSync(path, { recursive: true });
      });
      syncFolder(dirname(resolve(target)));
    },
    discard: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** In the same folder, so that renaming moves no bytes; hidden, and told from that of another process. */
function temporaryName(target: string): string {
  return join(dirname(resolve(target)), `.${basename(resolve(target))}.part-${process.pid}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Makes the renaming last. Not every system lets a folder be opened; the file itself is safe without. */
function syncFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // See above.
  }
}
