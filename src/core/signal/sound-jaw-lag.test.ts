import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureClipAudio } from '../audit/checks/clip-audio.ts';
import { readDemoSequences } from '../audit/clean-sequences.fixture.ts';
import { measureSoundJawLag } from './sound-jaw-lag.ts';

const expected = JSON.parse(
  readFileSync(new URL('../../../fixtures/audit/expected.json', import.meta.url), 'utf8'),
) as Record<string, { byLag: number[] }>;

interface Signals {
  readonly entry: string;
  readonly rms: Float32Array;
  readonly jaw: Float32Array;
}

const demo = readDemoSequences().map(({ entry, n_frames, audio, coef }): Signals => {
  const rms = new Float32Array(n_frames);
  for (let start = 0; start < n_frames; start += 100) {
    const frames = Math.min(100, n_frames - start);
    rms.set(measureClipAudio(audio.subarray(start * 640, (start + frames) * 640), frames, 640).rms, start);
  }
  const pose = coef.get('pose') ?? new Float32Array(0);
  return { entry, rms, jaw: Float32Array.from({ length: n_frames }, (_, frame) => pose[6 * frame + 3] as number) };
});

/** The jaw `lag` frames later; its ends stay. */
function moved(jaw: Float32Array, lag: number): Float32Array {
  return jaw.map((_, frame) => jaw[Math.min(Math.max(frame - lag, 0), jaw.length - 1)] as number);
}

describe('measureSoundJawLag', () => {
  it.each(demo)('gives the correlation at every lag that numpy gives, $entry', ({ entry, rms, jaw }) => {
    const lag = measureSoundJawLag(rms, jaw);
    expect(lag?.byLag).toHaveLength(25);
    for (const [index, r] of (expected[entry]?.byLag ?? []).entries()) expect(lag?.byLag[index]).toBeCloseTo(r, 5);
  });

  it.each(demo)('finds the generated face of the demo in time, $entry', ({ rms, jaw }) => {
    expect(measureSoundJawLag(rms, jaw)?.lagFrames).toBe(0);
  });

  it.each([-8, -3, 1, 4, 11])('finds a jaw moved by %i frames', (frames) => {
    for (const { rms, jaw } of demo) expect(measureSoundJawLag(rms, moved(jaw, frames))?.lagFrames).toBe(frames);
  });

  it('is not moved by gaps of NaN in either signal', () => {
    for (const { rms, jaw } of demo) {
      const gapped = moved(jaw, 4).map((value, frame) => (frame % 60 < 5 ? Number.NaN : value));
      const holed = rms.map((value, frame) => (frame % 70 < 3 ? Number.NaN : value));
      const lag = measureSoundJawLag(holed, gapped);
      expect(lag?.lagFrames).toBe(4);
      expect(lag?.byLag.every(Number.isFinite)).toBe(true);
    }
  });

  it('tells nothing of too little speech, of silence, and of a jaw that does not move', () => {
    const [first] = demo;
    if (first === undefined) throw new Error('the demo has no sequence');
    const { rms, jaw } = first;
    expect(measureSoundJawLag(rms.subarray(0, 20), jaw.subarray(0, 20))).toBeNull();
    expect(measureSoundJawLag(rms, jaw, { minVoicedFrames: 700 })).toBeNull();
    expect(
      measureSoundJawLag(
        rms.map(() => 0),
        jaw,
      ),
    ).toBeNull();
    expect(
      measureSoundJawLag(
        rms,
        jaw.map(() => 0.1),
      ),
    ).toBeNull();
    expect(
      measureSoundJawLag(
        rms.map(() => 0.1),
        jaw,
      ),
    ).toBeNull();
  });
});
