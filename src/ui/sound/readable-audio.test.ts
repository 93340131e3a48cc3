import { describe, expect, it } from 'vitest';
import { DataError } from '../../core/errors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { readReadable } from './readable-audio.ts';

/** Three clips of 10 frames of 4 samples each, but for the last, which has 5 frames. */
const HEAD: SequenceHead = { entry: 'A/0', n_frames: 25, n_clips: 3, seg_len: 10, fps: 4, rate: 16 };
const WHOLE = { startSample: 0, endSample: 100 };

function broken(clip: number): DataError {
  return new DataError({
    code: 'audio',
    what: `Clip ${clip}`,
    expected: '16 Hz',
    found: '8 Hz',
    where: `clip A/0/00${clip}`,
  });
}

/** Reads sample numbers; throws where a broken clip is touched. */
function reader(...brokenClips: readonly number[]) {
  return async (startSample: number, endSample: number) => {
    for (const clip of brokenClips) {
      if (startSample < (clip + 1) * 40 && endSample > clip * 40) throw broken(clip);
    }
    return Float32Array.from({ length: endSample - startSample }, (_, i) => startSample + i);
  };
}

describe('readReadable', () => {
  it('reads a range whose clips are all readable at once', async () => {
    const audio = await readReadable(reader(), HEAD, { startSample: 30, endSample: 50 }, 'throw');
    expect(audio.samples).toEqual(Float32Array.from({ length: 20 }, (_, i) => 30 + i));
    expect(audio.missingCount).toBe(0);
    expect(audio.problemsByClip.size).toBe(0);
  });

  it('leaves out exactly the clip that cannot be read, and tells what is wrong with it', async () => {
    const { samples, missingCount, problemsByClip } = await readReadable(reader(1), HEAD, WHOLE, 'throw');
    expect(samples).toHaveLength(100);
    expect(samples[39]).toBe(39);
    expect(samples.subarray(40, 80).every(Number.isNaN)).toBe(true);
    expect(samples[80]).toBe(80);
    expect(missingCount).toBe(40);
    expect([...problemsByClip]).toEqual([[1, broken(1).problem]]);
  });

  it('counts only the part of a clip that lies in the range', async () => {
    const { missingCount } = await readReadable(reader(0), HEAD, { startSample: 30, endSample: 50 }, 'throw');
    expect(missingCount).toBe(10);
  });

  it('fails where nothing is readable, or gives nothing but missing samples, as is asked', async () => {
    await expect(readReadable(reader(0, 1, 2), HEAD, WHOLE, 'throw')).rejects.toThrow(
      'Clip 0: expected 16 Hz, found 8 Hz (clip A/0/000)',
    );
    const { missingCount } = await readReadable(reader(0, 1, 2), HEAD, WHOLE, 'silence');
    expect(missingCount).toBe(100);
  });

  it('does not call clips unreadable whose source cannot be reached', async () => {
    const problem = { code: 'http-lost', what: 'No answer', expected: 'bytes', found: 'nothing', where: 'data.mdb' };
    const fails = () => Promise.reject(new DataError(problem));
    await expect(readReadable(fails, HEAD, WHOLE, 'silence')).rejects.toThrow('No answer');
  });

  it('passes on what is no bad data', async () => {
    const fails = () => Promise.reject(new Error('the worker is gone'));
    await expect(readReadable(fails, HEAD, WHOLE, 'silence')).rejects.toThrow('the worker is gone');
  });
});
