import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { parseRangeHeader, type WantedRange } from '../range-header.ts';
import type { ServedFile } from './served-files.ts';

/**
 * Answers a GET or HEAD with a file or a part of it (RFC 9110 sections 13 and 14), streamed. Several ranges in one request are answered with the
 * whole file. The ETag is strong: size and modification time to the nanosecond.
 */
export async function sendFile(request: IncomingMessage, response: ServerResponse, file: ServedFile): Promise<void> {
  const handle = await openFile(file.path);
  if (handle === null) {
    sendText(response, 404, 'There is no such file here.');
    return;
  }
  try {
    const stat = await handle.stat({ bigint: true });
    if (stat.isFile()) await sendOpened(request, response, file, handle, stat);
    else sendText(response, 404, 'There is no such file here.');
  } finally {
    await handle.close();
  }
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch {
    return null;
  }
}

async function sendOpened(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  handle: FileHandle,
  stat: { readonly size: bigint; readonly mtimeNs: bigint; readonly mtime: Date },
): Promise<void> {
  const sizeBytes = Number(stat.size);
  const etag = `"${stat.size.toString(16)}-${stat.mtimeNs.toString(16)}"`;
  const lastModified = stat.mtime.toUTCString();
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', lastModified);
  response.setHeader('Cache-Control', file.cacheControl);
  response.setHeader('Accept-Ranges', 'bytes');
  if (namesTag(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  const wanted = wantedRange(request, sizeBytes, etag, lastModified);
  if (wanted.kind === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${sizeBytes}`, 'Content-Length': 0 }).end();
    return;
  }
  const { startByte, endByte } = wanted.kind === 'part' ? wanted : { startByte: 0, endByte: sizeBytes };
  response.setHeader('Content-Type', file.contentType);
  response.setHeader('Content-Length', endByte - startByte);
  if (wanted.kind === 'part') {
    response.writeHead(206, { 'Content-Range': `bytes ${startByte}-${endByte - 1}/${sizeBytes}` });
  } else {
    response.writeHead(200);
  }
  if (request.method === 'HEAD' || startByte === endByte) response.end();
  else await stream(handle, response, startByte, endByte);
}

function wantedRange(request: IncomingMessage, sizeBytes: number, etag: string, lastModified: string): WantedRange {
  const condition = request.headers['if-range'];
  const isSameFile = condition === undefined || condition === etag || condition === lastModified;
  return isSameFile ? parseRangeHeader(request.headers.range, sizeBytes) : { kind: 'whole' };
}

/** True where an If-None-Match header names the tag, weakly compared. */
function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}

async function stream(handle: FileHandle, response: ServerResponse, startByte: number, endByte: number): Promise<void> {
  const bytes = handle.createReadStream({ start: startByte, end: endByte - 1, autoClose: false });
  try {
    await pipeline(bytes, response, { end: false });
  } catch {
    // The client left, or the disk failed: either way there is nobody to tell in words.
    response.destroy();
    return;
  }
  if (bytes.bytesRead < endByte - startByte) {
    // The file was cut meanwhile: a broken connection is the only sign of a short body that a client understands.
    response.destroy();
    return;
  }
  response.end();
  await finished(response).catch(() => {});
}
