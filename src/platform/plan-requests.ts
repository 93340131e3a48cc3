import type { ByteRange } from '../core/bytes/byte-source.ts';

export interface RequestLimits {
  /** Ranges no further apart than this share a request: a round trip costs more than the bytes between them. */
  readonly maxGapBytes: number;
  /** Longest request; a longer range becomes several. At least 1. */
  readonly maxRequestBytes: number;
}

export const REQUEST_LIMITS: RequestLimits = { maxGapBytes: 64 * 2 ** 10, maxRequestBytes: 4 * 2 ** 20 };

/** The requests that bring `ranges`, in order of position, none overlapping another. Ranges may overlap, repeat, be empty or unordered. */
export function planRequests(ranges: readonly ByteRange[], limits: RequestLimits): ByteRange[] {
  const requests: ByteRange[] = [];
  for (const range of unite(ranges)) {
    const last = requests.at(-1);
    const isNear = last !== undefined && range.startByte - last.endByte <= limits.maxGapBytes;
    if (isNear && range.endByte - last.startByte <= limits.maxRequestBytes) {
      requests[requests.length - 1] = { startByte: last.startByte, endByte: range.endByte };
    } else {
      requests.push(...split(range, limits.maxRequestBytes));
    }
  }
  return requests;
}

/** Ranges that touch or overlap become one. */
function unite(ranges: readonly ByteRange[]): ByteRange[] {
  const united: ByteRange[] = [];
  const ordered = ranges.filter(({ startByte, endByte }) => endByte > startByte);
  for (const range of ordered.sort((a, b) => a.startByte - b.startByte)) {
    const last = united.at(-1);
    if (last === undefined || range.startByte > last.endByte) united.push(range);
    else if (range.endByte > last.endByte)
      united[united.length - 1] = { startByte: last.startByte, endByte: range.endByte };
  }
  return united;
}

function split({ startByte, endByte }: ByteRange, maxBytes: number): ByteRange[] {
  const pieces: ByteRange[] = [];
  for (let start = startByte; start < endByte; start += maxBytes) {
    pieces.push({ startByte: start, endByte: Math.min(start + maxBytes, endByte) });
  }
  return pieces;
}
