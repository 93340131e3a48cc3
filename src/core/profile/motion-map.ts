import { type PrincipalComponents, principalComponents } from '../statistics/pca.ts';
import { MOTION_STATISTICS } from './motion-statistics.ts';
import type { SequenceProfile } from './sequence-profile.ts';

/** Principal components of the motion statistics of sequences: column i is `MOTION_STATISTICS[i]`, row j is `profiles[j]`. Null where fewer than two are complete. */
export function mapMotion(profiles: readonly Pick<SequenceProfile, 'motion'>[]): PrincipalComponents | null {
  return principalComponents(
    MOTION_STATISTICS.map(({ key }) => Float64Array.from(profiles, ({ motion }) => motion[key])),
  );
}
