import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import type { DuplicateEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { readExcerpt, waveOf } from './read-excerpt.ts';

/** The waves of a clip and of the one that it repeats. */
export function measureDuplicateEvidence(
  dataset: Dataset,
  { entry, clip, numbers, original }: Finding,
  config: SampleConfig,
): DuplicateEvidence | null {
  if (entry === null || original === undefined) return null;
  const places = [
    { entry: original.entry, clip: original.clip },
    { entry, clip: clip ?? numbers.firstClip ?? 0 },
  ];
  const sides = places.flatMap((place) => {
    const frames = [place.clip * dataset.seg_len, (place.clip + 1) * dataset.seg_len] as const;
    const excerpt = readExcerpt(dataset, place.entry, frames, config);
    return excerpt === null ? [] : [{ entry: place.entry, wave: waveOf(excerpt, config.audio_unit) }];
  });
  return sides.length === places.length ? { kind: 'duplicate', sides } : null;
}
