import { readFileSync } from 'node:fs';

/** A crop as the training loader made it, see fixtures/golden.json. */
export interface GoldenCrop {
  readonly entry: string;
  readonly strategy: string;
  readonly seed: number | null;
  readonly start_frame: number;
  readonly parts: readonly { clip: number; frames: readonly number[]; samples: readonly number[] }[];
  readonly audio_mean: number;
  readonly audio_std: number;
}

export const golden = JSON.parse(readFileSync(new URL('../fixtures/golden.json', import.meta.url), 'utf8')) as {
  crops: GoldenCrop[];
};

export function goldenCrop(entry: string, strategy: string, seed: number | null): GoldenCrop {
  const crop = golden.crops.find((each) => each.entry === entry && each.strategy === strategy && each.seed === seed);
  if (crop === undefined) throw new Error(`golden.json has no crop ${entry} ${strategy} ${seed}`);
  return crop;
}
