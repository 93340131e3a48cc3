import type { CoefficientGroup } from '../worker/protocol.ts';
import type { Lane } from './app-state.ts';
import { parseLanes } from './link-lanes.ts';

/** Values a frame of `pose` in the HDTF_TFHP layout. */
const POSE_WIDTH = 6;

/**
 * Lanes shown first: what this dataset's groups allow of waveform, spectrogram, a heatmap of the expression, jaw, head and the first coefficients of the
 * moving groups.
 */
export function createDefaultLanes(groups: readonly CoefficientGroup[]): readonly Lane[] {
  const words = ['waveform', 'spectrogram'];
  const moving = groups.filter(({ name, width }) => name !== 'shape' && !(name === 'pose' && width === POSE_WIDTH));
  const expression = moving.find(({ name }) => name === 'exp') ?? moving[0];
  if (expression !== undefined) words.push(`heatmap.${expression.name}`);
  if (groups.some(({ name, width }) => name === 'pose' && width === POSE_WIDTH)) words.push('pose.3', 'pose.0-1-2');
  // The shape of a head does not move, so its curves are chosen, not given.
  for (const { name, width } of moving) words.push(`${name}.${[0, 1, 2].slice(0, width).join('-')}`);
  return parseLanes(words.join(',')) ?? [];
}
