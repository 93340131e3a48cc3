/** Steps of the table; linear interpolation between them errs by less than 1e-8 of the window's height at a beta of 15. */
const STEPS = 16_384;

/** The half of a Kaiser window from its middle (0) to its end (1), for any place in between. */
export interface KaiserWindow {
  /** `I0(beta sqrt(1 - place^2)) / I0(beta)` for `place` from -1 to 1; 0 beyond. */
  weightAt(place: number): number;
}

/** Kaiser window of shape `beta` (scipy.signal.windows.kaiser, torch.kaiser_window), as a table: filters ask for millions of its values. */
export function createKaiserWindow(beta: number): KaiserWindow {
  const table = new Float64Array(STEPS + 2);
  const peak = besselI0(beta);
  for (let step = 0; step <= STEPS; step++) table[step] = besselI0(beta * Math.sqrt(1 - (step / STEPS) ** 2)) / peak;
  return {
    weightAt: (place) => {
      const position = Math.abs(place) * STEPS;
      if (position > STEPS) return 0;
      const below = Math.floor(position);
      const low = table[below] as number;
      return low + (position - below) * ((table[below + 1] as number) - low);
    },
  };
}

/** Modified Bessel function of the first kind and order 0, by its power series (Abramowitz and Stegun 9.6.12), to float64 for |x| up to 30. */
export function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}
