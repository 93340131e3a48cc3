import type { SequenceProfile } from '../../../src/core/profile/sequence-profile.ts';
import { NumpyRandomState } from '../../../src/core/sample/numpy-random.ts';
import type { SequenceRow } from '../../../src/worker/protocol.ts';

/** Sequences that nobody recorded: names, lengths and figures drawn from a seed, for measuring how the page bears their number. */
export interface GeneratedDataset {
  readonly rows: readonly SequenceRow[];
  readonly profiles: readonly SequenceProfile[];
}

export function generateDataset(count: number, seed: number): GeneratedDataset {
  const random = new NumpyRandomState(seed);
  const uniform = () => random.random_sample();
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const rows: SequenceRow[] = [];
  const profiles: SequenceProfile[] = [];
  for (let index = 0; index < count; index++) {
    const entry = `GEN${String(Math.floor(index / 4)).padStart(6, '0')}/${String(index % 4).padStart(3, '0')}`;
    const n_frames = Math.round(200 + 1600 * Math.exp(0.6 * normal()));
    const share = uniform();
    const split = share < 0.9 ? 'train' : share < 0.95 ? 'val' : 'test';
    const level = Uint8Array.from({ length: 16 }, () => 120 + Math.floor(uniform() * 100));
    rows.push({ entry, splits: [split], n_frames, problem: null, level });
    const [mouth, head] = [normal(), normal()];
    const pitch = uniform() < 0.6 ? 115 + 15 * normal() : 200 + 22 * normal();
    const jawMeanRad = 0.07 + 0.02 * mouth;
    profiles.push({
      entry,
      n_frames,
      framesMeasured: n_frames,
      audioFrames: n_frames,
      motionFrames: n_frames,
      seconds: n_frames / 25,
      loudnessDbfs: -25 + 3 * normal(),
      level,
      pitchMedianHz: pitch,
      pitchLowHz: pitch * 0.8,
      pitchHighHz: pitch * 1.3,
      voicedFrames: Math.round(n_frames * 0.6),
      jawMeanRad,
      jawRangeRad: 0.1 + 0.02 * mouth,
      headRangeDeg: 14 * Math.exp(0.4 * head),
      expressionEnergy: 0.8 + 0.1 * normal(),
      syllablesPerSecond: 4.2 + 0.5 * normal(),
      motion: {
        jawMean: jawMeanRad,
        jawSpeed: 0.5 + 0.1 * mouth + 0.05 * normal(),
        headRange: 14 * Math.exp(0.4 * head),
        headSpeed: 10 + 3 * head + normal(),
        expressionRange: 0.8 + 0.1 * normal(),
        expressionSpeed: 5 + normal(),
      },
      lagFrames: Math.round(normal()),
      lagR: 0.4 + 0.4 * uniform(),
      problems: { count: 0, first: null },
    });
  }
  return { rows, profiles };
}
