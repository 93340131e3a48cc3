import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { requireValue } from '../../worker/answer.ts';
import { DEMO_URL } from '../link.ts';
import { startWorkerHere } from '../worker.fixture.ts';
import { listsWithoutFlagged } from './split-lists.ts';

const summary = requireValue(await startWorkerHere().open({ kind: 'url', url: DEMO_URL }));
const FLAGGED = new Set(['SPK01/000', 'SPK04/000']);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('split lists without flagged sequences', () => {
  it('are the list of one split, a line an entry', () => {
    const file = listsWithoutFlagged(summary, FLAGGED, 'train');
    expect(file?.fileName).toBe('train.txt');
    expect(text(file?.bytes)).toBe('SPK01/001\nSPK02/000\nSPK02/001\nSPK03/000\n');
  });

  it('are all lists in a zip', () => {
    const file = listsWithoutFlagged(summary, FLAGGED, null);
    expect(file?.fileName).toBe('splits.zip');
    const files = unzipSync(file?.bytes ?? new Uint8Array());
    expect(Object.keys(files).sort()).toEqual(['test.txt', 'train.txt', 'val.txt']);
    expect(text(files['val.txt'])).toBe('');
  });

  it('are none where the dataset has no split', () => {
    expect(listsWithoutFlagged({ ...summary, splits: [] }, FLAGGED, null)).toBeNull();
  });
});
