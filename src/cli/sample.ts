import { createHash, randomInt } from 'node:crypto';
import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { clipKey } from '../core/dataset/keys.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { within } from '../core/errors.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { formatNpz } from '../core/formats/npz.ts';
import { formatWav } from '../core/formats/wav-writer.ts';
import { assembleSample, type RawSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig, type SampleConfig, type SampleConfigInput } from '../core/sample/config.ts';
import { drawStartFrame } from '../core/sample/crop.ts';
import { NumpyRandomState } from '../core/sample/numpy-random.ts';
import { sampleArrays } from '../core/sample/sample-arrays.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import type { SampleCommand } from './arguments.ts';
import { formatTable, type Output } from './output.ts';
import { writeResultFile } from './result-file.ts';

const MAX_RANDOM_SEED = 2 ** 32;

/** `sample`: one training sample as the loader makes it. Returns the exit status. */
export async function sample(command: SampleCommand, output: Output): Promise<number> {
  const audioFormats = [await loadMp3Format(), ...AUDIO_FORMATS];
  const dataset = openDataset(await openDatasetParts(command.source), { audioFormats });
  const config = createSampleConfig(configOf(command));
  const seed = command.strategy === 'random' ? (command.seed ?? randomInt(MAX_RANDOM_SEED)) : null;
  const n_frames = readFrameCount(dataset.store, command.entry);
  const startFrame = within(command.entry, () =>
    drawStartFrame(command.strategy, n_frames, config, {
      ...(seed === null ? {} : { random: new NumpyRandomState(seed) }),
      ...(command.startFrame === null ? {} : { startFrame: command.startFrame }),
    }),
  );
  const reader = createDirectClipReader(dataset);
  const raw = assembleSample(dataset, reader, { entry: command.entry, n_frames }, startFrame, config);
  if (command.npz !== null) writeResultFile(command.npz, formatNpz(sampleArrays(dataset, raw)));
  if (command.wav !== null) writeResultFile(command.wav, formatWav(raw.audio, config.rate));
  if (command.json) output.print(JSON.stringify(describeSample(raw, command.strategy, seed)));
  else printSample(raw, command.strategy, seed, config, output);
  warnOfOtherClips(dataset, raw, output);
  return 0;
}

function describeSample(raw: RawSample, strategy: string, seed: number | null) {
  return {
    entry: raw.entry,
    n_frames: raw.n_frames,
    strategy,
    seed,
    start_frame: raw.start_frame,
    parts: raw.parts,
    audio_mean: raw.moments.mean,
    audio_std: raw.moments.std,
    raw_audio_sha256: sha256OfFloats(raw.audio),
    raw_coef_sha256: Object.fromEntries([...raw.coef].map(([name, rows]) => [name, sha256OfFloats(rows)])),
  };
}

function printSample(
  raw: RawSample,
  strategy: string,
  seed: number | null,
  config: SampleConfig,
  output: Output,
): void {
  const end = raw.start_frame + config.coef_total_len;
  const choice = seed === null ? strategy : `${strategy}, seed ${seed}`;
  output.print(`${raw.entry}  frames [${raw.start_frame}, ${end}] of ${raw.n_frames}  (${choice})`);
  const rows = raw.parts.map(({ clip, frames, samples }) => [
    clipKey(raw.entry, clip),
    `[${frames.join(', ')}]`,
    `[${samples.join(', ')}]`,
  ]);
  for (const line of formatTable([['clip', 'frames', 'samples'], ...rows], [false, true, true])) output.print(line);
  output.print(`audio mean ${raw.moments.mean}  std ${raw.moments.std}`);
}

/** The sample itself is whole; a user should still learn that the sequence it comes from is not. */
function warnOfOtherClips(dataset: Dataset, raw: RawSample, output: Output): void {
  for (let clip = 0; clip * dataset.seg_len < raw.n_frames; clip++) {
    const key = clipKey(raw.entry, clip);
    if (!dataset.store.has(key)) {
      output.report(
        `talkscope: warning: this sample is whole, but key ${key} of its sequence is missing from the store`,
      );
    }
  }
}

function sha256OfFloats(values: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

function configOf({ motions, fps, rate }: SampleCommand): SampleConfigInput {
  return {
    ...(motions === undefined ? {} : { n_motions: motions }),
    ...(fps === undefined ? {} : { fps }),
    ...(rate === undefined ? {} : { rate }),
  };
}
