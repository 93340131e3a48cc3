import type { DatasetRequest } from '../worker/protocol.ts';

/** Reading more than this takes long enough to be asked for. */
const ASKED_ABOVE_BYTES = 1e9;

/**
 * Whether a view may go through a whole dataset before the user asks for it. Above 1 GB that takes minutes, and from another computer it is traffic that the
 * user, or the host, may pay for. A relative address is that of the page's own host.
 */
export function isReadUnasked(request: DatasetRequest, sizeBytes: number): boolean {
  if (sizeBytes > ASKED_ABOVE_BYTES) return false;
  return request.kind === 'files' || !/^[a-z][a-z\d+.-]*:/i.test(request.url) || isLoopback(request.url);
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
