import type { DatasetRequest } from '../worker/protocol.ts';

/** On this machine: some seconds of reading. */
const MOST_BYTES_HERE = 2 ** 30;
/** Over a network it costs the host and the user traffic. */
const MOST_BYTES_REMOTE = 64 * 2 ** 20;
const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/;

/** Whether a view may go through a whole dataset before the user asks for it. */
export function isReadUnasked(request: DatasetRequest, sizeBytes: number): boolean {
  const isHere = request.kind === 'files' || LOOPBACK.test(request.url);
  return sizeBytes <= (isHere ? MOST_BYTES_HERE : MOST_BYTES_REMOTE);
}
