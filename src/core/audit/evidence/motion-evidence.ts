import type { CoefficientGroup } from '../../dataset/clip-record.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { nameDimension } from '../../statistics/dimension-name.ts';
import { JAW_OPENING } from '../checks/sound-jaw.ts';
import type { Curve, MotionEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { isPose, motionDimensions, motionGroups } from '../stretch.ts';
import { type Excerpt, framesAround, readExcerpt } from './read-excerpt.ts';

const FRAMES_BESIDE = 25;
/** Curves have three colours. */
const MOST_CURVES = 3;

interface Place {
  readonly group: CoefficientGroup;
  readonly dim: number;
}

/** The coefficients that a finding is about, around its frames. */
export function measureMotionEvidence(dataset: Dataset, finding: Finding, config: SampleConfig): MotionEvidence | null {
  const { entry, frames, numbers } = finding;
  if (entry === null || frames === null) return null;
  const excerpt = readExcerpt(dataset, entry, framesAround(frames, FRAMES_BESIDE), config);
  if (excerpt === null) return null;
  return {
    kind: 'motion',
    frames: excerpt.frames,
    marked: [frames[0], Math.min(frames[1], excerpt.frames[1])],
    curves: placesOf(dataset.groups, finding, excerpt)
      .slice(0, MOST_CURVES)
      .map((place) => curveOf(place, excerpt)),
    limit: finding.code === 'pose-range' ? (numbers.limit ?? null) : null,
  };
}

function placesOf(groups: readonly CoefficientGroup[], { code, numbers }: Finding, excerpt: Excerpt): Place[] {
  const dim = numbers.dim ?? 0;
  const pose = groups.find(isPose);
  switch (code) {
    case 'coef-not-finite':
      return groups.flatMap((group) => nonFiniteDims(group, excerpt).map((each) => ({ group, dim: each })));
    case 'motion-jerk': {
      const dimension = motionDimensions(groups)[dim];
      const group = groups.find(({ name }) => name === dimension?.group);
      return group === undefined || dimension === undefined ? [] : [{ group, dim: dimension.dim }];
    }
    case 'pose-range': {
      if (pose === undefined) return [];
      const dims = dim === 0 ? [0, 1, 2] : dim === JAW_OPENING ? [JAW_OPENING] : [JAW_OPENING + 1, JAW_OPENING + 2];
      return dims.map((each) => ({ group: pose, dim: each }));
    }
    default:
      return motionGroups(groups).map((group) => ({ group, dim: isPose(group) ? JAW_OPENING : 0 }));
  }
}

function nonFiniteDims(group: CoefficientGroup, { coef, frames }: Excerpt): number[] {
  const rows = coef.get(group.name);
  if (rows === undefined) return [];
  // A row that is NaN throughout could not be read; one that is so in part was stored so.
  const dims = new Set<number>();
  for (let frame = 0; frame < frames[1] - frames[0]; frame++) {
    const row = rows.subarray(frame * group.width, (frame + 1) * group.width);
    if (row.every(Number.isNaN)) continue;
    for (const [dim, value] of row.entries()) if (!Number.isFinite(value)) dims.add(dim);
  }
  return dims.size === 0 && rows.some(Number.isNaN) ? [0] : [...dims].sort((a, b) => a - b);
}

/** Infinite values cannot be drawn: they are gaps, as NaN is. */
function curveOf({ group, dim }: Place, { coef, frames }: Excerpt): Curve {
  const rows = coef.get(group.name);
  return {
    label: nameDimension(group.name, dim, group.width),
    unit: isPose(group) ? 'rad' : '',
    values: Float32Array.from({ length: frames[1] - frames[0] }, (_, frame) => {
      const value = rows?.[frame * group.width + dim] ?? Number.NaN;
      return Number.isFinite(value) ? value : Number.NaN;
    }),
  };
}
