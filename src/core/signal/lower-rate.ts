/**
 * Every `factor`-th sample of a triangular mean over `2 * factor - 1` samples: two moving means of `factor` samples, so that what would fold onto the
 * lowest eighth of the new rate is down by 30 dB and more. Sample i of the result lies at sample `i * factor + floor(factor / 2)` of the input; at the ends the mean is over what is there.
 */
export function lowerRate(samples: Float32Array, factor: number): Float32Array {
  if (factor === 1) return samples;
  const count = Math.floor(samples.length / factor);
  const lowered = new Float32Array(count);
  const weights = Float64Array.from({ length: factor }, (_, distance) => (factor - distance) / factor ** 2);
  const reach = factor - 1;
  const middleOf = (index: number) => index * factor + (factor >> 1);
  for (let index = 0; index < count; index++) {
    const middle = middleOf(index);
    if (middle < reach || middle + reach >= samples.length) {
      lowered[index] = meanAtEnd(samples, middle, weights);
      continue;
    }
    let sum = (samples[middle] as number) * (weights[0] as number);
    for (let distance = 1; distance < factor; distance++) {
      const pair = (samples[middle - distance] as number) + (samples[middle + distance] as number);
      sum += pair * (weights[distance] as number);
    }
    lowered[index] = sum;
  }
  return lowered;
}

function meanAtEnd(samples: Float32Array, middle: number, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let distance = 1 - weights.length; distance < weights.length; distance++) {
    const value = samples[middle + distance];
    if (value === undefined) continue;
    const weight = weights[Math.abs(distance)] as number;
    sum += value * weight;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
