import type { Problem } from '../errors.ts';

/**
 * Whether bytes could not be had (a lost connection, a file taken away), as opposed to bytes that are wrong. Such a fault says nothing about the
 * data: it must not be put down as a property of a clip or a sequence, and trying again may help. Sources name their faults `http-` and `file-`.
 */
export function isSourceFault({ code }: Problem): boolean {
  return code.startsWith('http-') || code.startsWith('file-');
}
