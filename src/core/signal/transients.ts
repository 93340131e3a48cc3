const BLOCK_SECONDS = 0.001;
/** Longer than a period of any voice (50 Hz), so that the pulses of a vowel are no transients. */
const HISTORY_BLOCKS = 20;
/** Rise of a block's energy over the loudest block before it: 9 dB, beyond the beating of two partials. */
const ENERGY_RATIO = 8;
/** Energy of a block against the loudest of the signal, below which a rise is only noise: -40 dB. */
const ENERGY_FLOOR = 1e-4;

/**
 * First samples of sudden rises (clicks, plosives, onsets after silence), to 1 ms, at least `minDistance` samples apart. Each block of
 * 1 ms is compared with the loudest of the 20 ms before it.
 */
export function findTransients(samples: Float32Array, rate: number, minDistance: number): number[] {
  const blockLength = Math.max(1, Math.round(rate * BLOCK_SECONDS));
  const energies = blockEnergies(samples, blockLength);
  const floor = energies.reduce((most, energy) => Math.max(most, energy), 0) * ENERGY_FLOOR;
  const found: number[] = [];
  for (const [block, energy] of energies.entries()) {
    if (energy === 0 || energy < floor) continue;
    const at = block * blockLength;
    if (at - (found.at(-1) ?? Number.NEGATIVE_INFINITY) < minDistance) continue;
    let loudest = 0;
    for (let before = Math.max(0, block - HISTORY_BLOCKS); before < block; before++) {
      loudest = Math.max(loudest, energies[before] ?? 0);
    }
    if (energy > ENERGY_RATIO * loudest) found.push(at);
  }
  return found;
}

function blockEnergies(samples: Float32Array, blockLength: number): Float64Array {
  const energies = new Float64Array(Math.ceil(samples.length / blockLength));
  for (let block = 0; block < energies.length; block++) {
    let energy = 0;
    const end = Math.min((block + 1) * blockLength, samples.length);
    for (let i = block * blockLength; i < end; i++) energy += (samples[i] ?? 0) ** 2;
    energies[block] = energy;
  }
  return energies;
}
