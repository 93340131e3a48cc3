import { describe, expect, it } from 'vitest';
import { DataError, type Problem } from '../../core/errors.ts';
import type { SpectrogramPart, SpectrogramRequest } from '../../worker/protocol.ts';
import { createSpectrogramFeed } from './spectrogram-feed.ts';
import type { SpectrogramImage } from './spectrogram-image.ts';

const PROBLEM: Problem = { code: 'http-status', what: 'No answer', expected: '206', found: '503', where: 'data.mdb' };

/** A worker that answers one column a call, when told to. */
function createSlowWorker() {
  const calls: { readonly request: SpectrogramRequest; answer(): Promise<void>; fail(): Promise<void> }[] = [];
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  const read = (request: SpectrogramRequest) =>
    new Promise<SpectrogramPart>((resolve, reject) => {
      const { firstColumn, rows } = request;
      calls.push({
        request,
        answer: () => {
          const levels = new Uint8Array(rows).fill(request.startSample + firstColumn);
          resolve({ firstColumn, endColumn: firstColumn + 1, levels });
          return settle();
        },
        fail: () => {
          reject(new DataError(PROBLEM));
          return settle();
        },
      });
    });
  return { read, calls };
}

function setUp() {
  const worker = createSlowWorker();
  const shown: SpectrogramImage[] = [];
  const problems: Problem[] = [];
  const feed = createSpectrogramFeed({
    read: worker.read,
    show: (image) => shown.push({ ...image, levels: image.levels.slice() }),
    fail: (problem) => problems.push(problem),
  });
  const want = (startSample: number) =>
    feed.want({ entry: 'a', startSample, endSample: startSample + 3, columns: 3, rows: 1 });
  return { ...worker, feed, shown, problems, want };
}

describe('createSpectrogramFeed', () => {
  it('shows each part as it comes', async () => {
    const { want, calls, shown } = setUp();
    want(10);
    for (let part = 0; part < 3; part++) await calls[part]?.answer();
    expect(shown.map(({ levels }) => [...levels])).toEqual([
      [10, 0, 0],
      [10, 11, 0],
      [10, 11, 12],
    ]);
    expect(calls).toHaveLength(3);
  });

  it('has one call under way and skips all but the last picture wanted meanwhile', async () => {
    const { want, calls, shown } = setUp();
    want(10);
    want(11);
    want(12);
    expect(calls).toHaveLength(1);
    for (let part = 0; part < 4; part++) await calls[part]?.answer();
    expect(calls.map(({ request }) => request.startSample)).toEqual([10, 12, 12, 12]);
    expect([...(shown.at(-1)?.levels ?? [])]).toEqual([12, 13, 14]);
  });

  it('begins a picture with what the one before showed there', async () => {
    const { want, calls, shown } = setUp();
    want(10);
    for (let part = 0; part < 3; part++) await calls[part]?.answer();
    want(11);
    await calls[3]?.answer();
    expect([...(shown.at(-1)?.levels ?? [])]).toEqual([11, 12, 0]);
  });

  it('says why it cannot go on, and tries again when asked again', async () => {
    const { want, calls, problems, shown } = setUp();
    want(10);
    await calls[0]?.fail();
    expect(problems).toEqual([PROBLEM]);
    want(10);
    await calls[1]?.answer();
    expect(shown).toHaveLength(1);
  });

  it('makes the picture that was wanted while the one before failed', async () => {
    const { want, calls, problems, shown } = setUp();
    want(10);
    want(20);
    await calls[0]?.fail();
    expect(problems).toEqual([PROBLEM]);
    for (let part = 1; part < 4; part++) await calls[part]?.answer();
    expect([...(shown.at(-1)?.levels ?? [])]).toEqual([20, 21, 22]);
  });

  it('shows nothing once it is closed', async () => {
    const { want, calls, feed, shown } = setUp();
    want(10);
    feed.close();
    await calls[0]?.answer();
    expect(shown).toEqual([]);
    expect(calls).toHaveLength(1);
  });
});
