import type { DatasetRequest } from '../../worker/protocol.ts';

/** Reading more than this takes long enough to be asked for. */
const ASKED_ABOVE_BYTES = 1e9;

/**
 * Whether the user is asked before every byte of the dataset is read: above 1 GB it takes minutes, and from another computer it is traffic that the user,
 * or the host, may pay for. Small files and hosts on this computer are measured at once. A relative address is that of the page's own host.
 */
export function isMeasuringAsked(request: DatasetRequest, sizeBytes: number): boolean {
  if (sizeBytes > ASKED_ABOVE_BYTES) return true;
  return request.kind === 'url' && /^[a-z][a-z\d+.-]*:/i.test(request.url) && !isLoopback(request.url);
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}
