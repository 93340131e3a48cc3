import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFileSource } from '../../platform/node/file-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { open } from './lmdb-js-open.ts';
import { loadTestSqlJs, patternOf, writeSnapshot } from './snapshot.fixture.ts';

const DEMO = fileURLToPath(new URL('../../../public/demo/data.mdb', import.meta.url));

describe('open({ ... }) in the manner of lmdb-js', () => {
  it('reads the demo, as bytes or as what Python would load', () => {
    const pickled = open({ source: openFileSource(DEMO), encoding: 'pickle' });
    expect(pickled.get('metadata')).toEqual(new Map([['seg_len', 100]]));
    expect(pickled.get('SPK01/000/metadata')).toEqual(new Map([['n_frames', 747]]));
    // 7 sequences with 8, 2, 4, 2, 6, 5 and 4 clips, a metadata key each, and the root key.
    expect(pickled.getCount()).toBe(1 + 7 + 31);
    const binary = open({ source: openFileSource(DEMO), encoding: 'binary' });
    expect(binary.get('metadata')?.subarray(0, 2)).toEqual(Uint8Array.of(0x80, 5));
    expect([...binary.getKeys({ start: 'SPK05/', limit: 2 })]).toEqual(['SPK05/000/000', 'SPK05/000/001']);
  });

  it('reads a snapshot where sql.js is given', async () => {
    const SQL = await loadTestSqlJs();
    const source = createMemorySource('a.sqlite', writeSnapshot(SQL, { records: { a: patternOf(1, 10) } }));
    expect(open({ source, SQL, encoding: 'binary' }).get('a')).toEqual(patternOf(1, 10));
  });

  it('refuses to write, in words', () => {
    const database = open({ source: openFileSource(DEMO), encoding: 'binary' });
    expect(() => database.put('a', new Uint8Array(1))).toThrow(/read-only/);
  });
});
