import { describe, expect, it } from 'vitest';
import { DataError } from '../core/errors.ts';
import type { AudioFormat } from '../core/formats/audio-format.ts';
import { MP3_DECODER_MISSING } from '../core/formats/mp3.ts';
import { createDecoders } from './decoders.ts';

const FORMAT = { decode: () => missing() } as unknown as AudioFormat;
const LOADED = { decode: () => 'sound' } as unknown as AudioFormat;
const BYTES = new Uint8Array(1);

function missing(): never {
  throw new DataError({ code: MP3_DECODER_MISSING, what: 'missing', expected: 'it', found: 'none', where: 'clip' });
}

function decodersThatCount(loadMore: () => Promise<readonly AudioFormat[]> = async () => [LOADED]) {
  const counts = { loads: 0 };
  const decoders = createDecoders({
    formats: [FORMAT],
    loadMore: () => {
      counts.loads++;
      return loadMore();
    },
    onLoad: () => {},
  });
  /** Takes the formats as they are when it begins, as a call does that then waits for its bytes. */
  const decode = async (bytesArrive: Promise<void>): Promise<unknown> => {
    const [format] = decoders.formats();
    await bytesArrive;
    return format?.decode(BYTES);
  };
  return { decoders, counts, decode };
}

describe('the decoders of a worker', () => {
  it('are loaded once for all work that meets a clip which needs them', async () => {
    const { decoders, counts, decode } = decodersThatCount();
    const both = [1, 2].map(() => decoders.provide(() => decode(Promise.resolve())));
    expect(await Promise.all(both)).toEqual(['sound', 'sound']);
    expect(counts.loads).toBe(1);
  });

  it('serve work that began before they were loaded and met its clip after', async () => {
    const { decoders, counts, decode } = decodersThatCount();
    let arrive = () => {};
    const bytes = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const late = decoders.provide(() => decode(bytes));
    await decoders.provide(() => decode(Promise.resolve()));
    arrive();
    expect(await late).toBe('sound');
    expect(counts.loads).toBe(1);
  });

  it('are asked for again where loading failed', async () => {
    let isDown = true;
    const { decoders, decode } = decodersThatCount(async () => {
      if (isDown) throw new Error('not fetched');
      return [LOADED];
    });
    await expect(decoders.provide(() => decode(Promise.resolve()))).rejects.toThrow('not fetched');
    isDown = false;
    expect(await decoders.provide(() => decode(Promise.resolve()))).toBe('sound');
  });
});
