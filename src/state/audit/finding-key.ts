import type { Finding } from '../../core/audit/finding.ts';

/** Tells a finding from all others of a dataset and fits into a link, e.g. `audio-short:SPK01/000:2:200-300`. */
export function keyOfFinding({ code, entry, clip, frames, where, part }: Finding): string {
  const place = [code, entry ?? '', clip ?? '', frames === null ? '' : `${frames[0]}-${frames[1]}`];
  // What is about no sequence has no clip and no frames to tell it by.
  const more = [entry === null ? where : undefined, part].filter((text) => text !== undefined);
  return [...place, ...more.map((text) => text.replaceAll(' ', ''))].join(':');
}
