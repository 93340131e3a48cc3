import type { CoefficientGroup } from '../worker/protocol.ts';
import type { Lane } from './app-state.ts';
import { parseLanes } from './link-lanes.ts';

/** Values a frame of `pose` in the HDTF_TFHP layout. */
const POSE_WIDTH = 6;

/** Lanes shown first: what this dataset's groups allow of waveform, jaw, head and the first coefficients of the moving groups. */
export function createDefaultLanes(groups: readonly CoefficientGroup[]): readonly Lane[] {
  const words = ['waveform'];
  if (groups.some(({ name, width }) => name === 'pose' && width === POSE_WIDTH)) words.push('pose.3', 'pose.0-1-2');
  for (const { name, width } of groups) {
    // The shape of a head does not move, so its curves are chosen, not given.
    if (name === 'shape' || (name === 'pose' && width === POSE_WIDTH)) continue;
    words.push(`${name}.${[0, 1, 2].slice(0, width).join('-')}`);
  }
  return parseLanes(words.join(',')) ?? [];
}
