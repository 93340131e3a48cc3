const AXES = ['x', 'y', 'z'] as const;

/**
 * Name of one dimension of a coefficient group. `pose` of width 6 is head rotation then jaw rotation, each an axis-angle vector
 * (HDTF_TFHP layout); every other dimension is called by its index.
 */
export function nameDimension(group: string, dimension: number, width: number): string {
  const axis = AXES[dimension % 3];
  if (group === 'pose' && width === 6 && axis !== undefined) return `${dimension < 3 ? 'head' : 'jaw'} ${axis}`;
  return `${group} ${dimension}`;
}
