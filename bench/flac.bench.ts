import { readFileSync } from 'node:fs';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { FLAC } from '../src/core/formats/flac.ts';

// The three clips that one crop touches, as three copies of a real one: 12 s at 16 kHz, mono, 16 bit.
const clip = new Uint8Array(readFileSync(new URL('../fixtures/audio/demo-clip.flac', import.meta.url)));
const CLIPS = [clip, clip.slice(), clip.slice()];
const ROUNDS = 300;

/** Milliseconds: the 5th, 50th and 95th percentile. */
async function measure(run: () => unknown): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => (times[Math.floor(share * (ROUNDS - 1))] ?? 0).toFixed(2).padStart(8);
  return [0.05, 0.5, 0.95].map(percentile).join('');
}

const wasm = new FLACDecoder();
await wasm.ready;

const cases: readonly (readonly [string, () => unknown])[] = [
  ['ours, 3 whole clips', () => CLIPS.map((bytes) => FLAC.decode(bytes))],
  [
    'ours, the 8 s of a crop that starts in the middle of the first clip',
    () =>
      CLIPS.map((bytes, i) =>
        FLAC.decode(bytes, { startSample: i === 0 ? 32000 : 0, endSample: i === 2 ? 32000 : 64000 }),
      ),
  ],
  [
    'ours, the last sample of each clip',
    () => CLIPS.map((bytes) => FLAC.decode(bytes, { startSample: 63999, endSample: 64000 })),
  ],
  [
    '@wasm-audio-decoders/flac, 3 whole clips',
    async () => {
      for (const bytes of CLIPS) {
        await wasm.decodeFile(bytes);
        await wasm.reset();
      }
    },
  ],
];

process.stdout.write(`${'ms'.padEnd(70)}      5%     50%     95%\n`);
for (const [name, run] of cases) process.stdout.write(`${name.padEnd(70)}${await measure(run)}\n`);
