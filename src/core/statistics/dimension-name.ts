const AXES = ['x', 'y', 'z'] as const;
/** Head rotation, then jaw rotation, each an axis-angle vector. */
const POSE_WIDTH = 6;

/** What users call a dimension: `exp 17`, and of a `pose` of six `head x` to `jaw z`. */
export function nameDimension(group: string, dim: number, width: number): string {
  if (group === 'pose' && width === POSE_WIDTH) return `${dim < 3 ? 'head' : 'jaw'} ${AXES[dim % 3]}`;
  return `${group} ${dim}`;
}
