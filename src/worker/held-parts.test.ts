import { describe, expect, it, vi } from 'vitest';
import { openParts } from '../core/dataset/open-store.ts';
import { openFolder } from '../platform/node/open-folder.ts';
import { holdParts } from './held-parts.ts';
import { DEMO } from './snapshot-worker.fixture.ts';

function start() {
  const close = vi.fn();
  return { close, held: holdParts({ ...openParts(openFolder(DEMO)), close }) };
}

describe('held parts', () => {
  it('are closed by their last holder', () => {
    const { close, held } = start();
    held.hold();
    held.release();
    expect(close).not.toHaveBeenCalled();
    held.release();
    expect(close).toHaveBeenCalledOnce();
  });

  it('stay open while a call reads them, and are closed when it has failed', async () => {
    const { close, held } = start();
    let fail = () => {};
    const reading = held.during(() => new Promise((_, reject) => (fail = () => reject(new Error('lost')))));
    held.release();
    expect(close).not.toHaveBeenCalled();
    fail();
    await expect(reading).rejects.toThrow('lost');
    expect(close).toHaveBeenCalledOnce();
  });
});
