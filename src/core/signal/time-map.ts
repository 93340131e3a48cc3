/**
 * Which sample of a signal is heard at which sample of its stretched copy: points joined by straight lines. Both columns rise from 0 to the
 * signal's and the copy's length; in between the copy may run at any rate.
 */
export interface TimeMap {
  readonly inputs: Float64Array;
  readonly outputs: Float64Array;
}

/** The sample of the signal, with its fraction, at a sample of the copy. Outside the copy: its first or last. */
export function inputAt({ inputs, outputs }: TimeMap, output: number): number {
  return interpolate(outputs, inputs, output);
}

/** The sample of the copy, with its fraction, at which a sample of the signal is heard. */
export function outputAt({ inputs, outputs }: TimeMap, input: number): number {
  return interpolate(inputs, outputs, input);
}

function interpolate(from: Float64Array, to: Float64Array, value: number): number {
  const after = firstAbove(from, value);
  const [fromBefore, toBefore] = [from[after - 1], to[after - 1]];
  const [fromAfter, toAfter] = [from[after], to[after]];
  if (fromBefore === undefined || toBefore === undefined) return to[0] ?? 0;
  if (fromAfter === undefined || toAfter === undefined) return toBefore;
  return toBefore + ((value - fromBefore) / (fromAfter - fromBefore)) * (toAfter - toBefore);
}

/** Index of the first of the rising values that is above `value`; their count where none is. */
function firstAbove(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
