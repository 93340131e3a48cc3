import type { Finding } from '../../core/audit/finding.ts';

/** Tells a finding from all others of a dataset and fits into a link, e.g. `audio-short:SPK01/000:2:200-300`. */
export function keyOfFinding({ code, entry, clip, frames, where }: Finding): string {
  const parts = [code, entry ?? '', clip ?? '', frames === null ? '' : `${frames[0]}-${frames[1]}`];
  // What is about no sequence has nothing but its place to tell it by.
  return entry === null ? [...parts, where.replaceAll(' ', '')].join(':') : parts.join(':');
}
