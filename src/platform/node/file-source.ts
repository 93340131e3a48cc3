import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { checkRange } from '../../core/bytes/check-range.ts';
import { DataError } from '../../core/errors.ts';

export interface NodeFileSource extends ByteSource {
  /** Gives the file back to the system; a read afterwards throws. Without it the file is closed when the process ends. */
  close(): void;
}

/**
 * A local file read in place. Size and modification time are compared before each read: a file that a writer changes while it is open would
 * give a mixture of two states.
 */
export function openFileSource(path: string): NodeFileSource {
  const descriptor = openFile(path);
  const opened = fstatSync(descriptor);
  if (!opened.isFile()) {
    closeSync(descriptor);
    throw unreadable(path, 'a file', opened.isDirectory() ? 'a folder' : 'something that is no file');
  }
  let isOpen = true;

  const source: NodeFileSource = {
    name: basename(path),
    size: opened.size,
    read(startByte, endByte, buffer) {
      checkRange(source, startByte, endByte);
      if (!isOpen) throw unreadable(path, 'an open file', 'a read after it was closed');
      refuseChange(path, opened, fstatSync(descriptor));
      // Not zeroed first: every byte is filled, and clearing a clip's 160 KB costs as much as reading them.
      const bytes =
        buffer?.take(endByte - startByte) ?? new Uint8Array(Buffer.allocUnsafeSlow(endByte - startByte).buffer);
      readExactly(path, descriptor, startByte, bytes);
      return bytes;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
  return source;
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, 'a file that can be read', describeSystemError(error));
  }
}

/** One `readSync` may give less than asked: Linux stops at 2 GB. */
function readExactly(path: string, descriptor: number, startByte: number, bytes: Uint8Array): void {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSome(path, descriptor, bytes, filled, startByte + filled);
    if (count === 0) throw changed(path, `${startByte + bytes.length} bytes or more`, `${startByte + filled} bytes`);
    filled += count;
  }
}

function readSome(path: string, descriptor: number, bytes: Uint8Array, offset: number, position: number): number {
  try {
    return readSync(descriptor, bytes, offset, Math.min(bytes.length - offset, 2 ** 30), position);
  } catch (error) {
    throw unreadable(path, `bytes from ${position} on`, describeSystemError(error));
  }
}

function refuseChange(
  path: string,
  opened: { size: number; mtimeMs: number },
  now: { size: number; mtimeMs: number },
): void {
  if (now.size !== opened.size) throw changed(path, `${opened.size} bytes`, `${now.size} bytes`);
  if (now.mtimeMs === opened.mtimeMs) return;
  const time = ({ mtimeMs }: { mtimeMs: number }) => new Date(mtimeMs).toISOString();
  throw changed(path, `a file last written ${time(opened)}`, `one last written ${time(now)}`);
}

function changed(path: string, expected: string, found: string): DataError {
  return new DataError({
    code: 'file-changed',
    what: 'The file changed while it was open',
    expected,
    found,
    where: path,
  });
}

function unreadable(path: string, expected: string, found: string): DataError {
  return new DataError({ code: 'file-unreadable', what: 'The file cannot be read', expected, found, where: path });
}

/** E.g. "no permission (EACCES)". */
export function describeSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'nothing there',
    EACCES: 'no permission',
    EPERM: 'no permission',
    EISDIR: 'a folder',
    ENOTDIR: 'a file where a folder was expected',
    EMFILE: 'too many open files',
    EIO: 'a fault of the disk',
    ENOSPC: 'no room left on the disk',
    EEXIST: 'something there already',
    EADDRINUSE: 'taken by another program',
  };
  const known = words[code];
  return known === undefined ? code : `${known} (${code})`;
}
