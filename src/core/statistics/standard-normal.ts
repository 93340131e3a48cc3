/** Density of N(0, 1) at z. */
export function standardNormalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Past this the density is 0 in float64. */
const FARTHEST = 39;
/** Widest step that the five points below integrate to 1e-15. */
const WIDEST_STEP = 0.25;

/** Points and weights of Gauss-Legendre quadrature of order 5 on [-1, 1] (Abramowitz and Stegun, table 25.4). */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664] as const;
const WEIGHTS = [
  0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891,
] as const;

/** Share of N(0, 1) between two values of z: what a bin should hold of normal data. */
export function standardNormalShare(fromZ: number, toZ: number): number {
  const start = Math.max(fromZ, -FARTHEST);
  const end = Math.min(toZ, FARTHEST);
  if (!(start < end)) return 0;
  const steps = Math.ceil((end - start) / WIDEST_STEP);
  const half = (end - start) / steps / 2;
  let share = 0;
  for (let step = 0; step < steps; step++) {
    const middle = start + (2 * step + 1) * half;
    for (const [at, node] of NODES.entries()) {
      share += (WEIGHTS[at] ?? 0) * standardNormalDensity(middle + node * half);
    }
  }
  return share * half;
}

/** Counts that `valueCount` values of N(0, 1) have on average in bins with these bounds in z: one fewer than `edges`. */
export function expectedNormalCounts(edges: ArrayLike<number>, valueCount: number): Float64Array {
  return Float64Array.from(
    { length: Math.max(edges.length - 1, 0) },
    (_, bin) => valueCount * standardNormalShare(edges[bin] ?? Number.NaN, edges[bin + 1] ?? Number.NaN),
  );
}
