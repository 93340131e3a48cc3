import { writeFileSync } from 'node:fs';
import { attemptIo } from '../platform/node/file-sink.ts';

/** Writes a file that a command was asked for; one that is there already is replaced. Throws a `DataError` where it cannot be written. */
export function writeResultFile(path: string, content: string | Uint8Array): void {
  attemptIo(path, 'a file that can be written', () => writeFileSync(path, content));
}
