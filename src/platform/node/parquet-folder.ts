import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PartFolder } from '../../core/export/parquet-parts.ts';
import { attemptIo, createFileSink, type NodeFileSink } from './file-sink.ts';

export interface NodePartFolder extends PartFolder {
  /** Closes what is open as it is. */
  abandon(): void;
}

/** Files below a local folder that exists. A `DataError` where one cannot be made, or the disk is full. */
export function createPartFolder(root: string): NodePartFolder {
  const open = new Set<NodeFileSink>();
  return {
    create(relativePath) {
      const path = join(root, ...relativePath.split('/'));
      attemptIo(path, 'a folder that can be created', () => mkdirSync(dirname(path), { recursive: true }));
      const sink = createFileSink(path);
      open.add(sink);
      return {
        get size() {
          return sink.size;
        },
        append: (bytes) => sink.append(bytes),
        writeAt: (startByte, bytes) => sink.writeAt(startByte, bytes),
        finish() {
          sink.finish();
          open.delete(sink);
        },
      };
    },
    abandon() {
      for (const sink of open) sink.abandon();
      open.clear();
    },
  };
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
