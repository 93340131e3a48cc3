/** What the motion of a sequence is like, in figures of comparable meaning; NaN where one cannot be told. */
export interface MotionStatistics {
  /** Mean jaw rotation about x, rad. */
  readonly jawMean: number;
  /** Mean speed of the jaw rotation about x, rad/s. */
  readonly jawSpeed: number;
  /** 95th percentile of the head's angle from its mean rotation, degrees. */
  readonly headRange: number;
  /** Mean speed of the head's rotation, degrees/s. */
  readonly headSpeed: number;
  /** Root mean square of the expression less its mean. */
  readonly expressionRange: number;
  /** Root mean square of the change of the expression's dimensions, 1/s. */
  readonly expressionSpeed: number;
}

/** The figures in the order in which the map of sequences takes them. */
export const MOTION_STATISTICS: readonly {
  readonly key: keyof MotionStatistics;
  readonly label: string;
  readonly unit: string;
}[] = [
  { key: 'jawMean', label: 'jaw', unit: 'rad' },
  { key: 'jawSpeed', label: 'jaw speed', unit: 'rad/s' },
  { key: 'headRange', label: 'head', unit: 'deg' },
  { key: 'headSpeed', label: 'head speed', unit: 'deg/s' },
  { key: 'expressionRange', label: 'expression', unit: '' },
  { key: 'expressionSpeed', label: 'expression speed', unit: '1/s' },
];
