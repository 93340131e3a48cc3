import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { openFolder } from '../../platform/node/open-folder.ts';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { openDataset } from '../dataset/dataset.ts';
import { type DatasetParts, openParts } from '../dataset/open-store.ts';
import { DataError, describeProblem } from '../errors.ts';
import { exportLmdb } from '../lmdb/export-lmdb.ts';
import { exportToLmdb, exportToSnapshot, lmdbOf, recordsOf } from './export.fixture.ts';
import { planExport } from './export-choice.ts';

const demo = openParts(openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url))));
const openOdd = (name: string) => openParts(openFolder(join(ODD_DATASETS, name)));
const text = (parts: DatasetParts, name: string) => Buffer.from(parts.readFile(name) ?? []).toString();

describe.each([
  ['a snapshot', exportToSnapshot],
  ['an LMDB', exportToLmdb],
] as const)('%s of a part', (_, exportParts) => {
  it('of a split holds its sequences, the root key, and lists without the others', () => {
    const { parts, summary } = exportParts(demo, { splits: ['val', 'test'] });
    const wanted = recordsOf(demo).filter(([key]) => /^(SPK04|SPK05)\/|^metadata$/.test(key));
    expect(recordsOf(parts)).toEqual(wanted);
    expect(summary).toEqual({ sequences: 2, records: 12, problemCount: 0 });
    expect([text(parts, 'train.txt'), text(parts, 'val.txt'), text(parts, 'test.txt')]).toEqual([
      '',
      'SPK04/000\n',
      'SPK05/000\n',
    ]);
    expect(text(parts, 'keys.txt')).toBe('SPK04/000\nSPK05/000');
    expect(parts.readFile('stats_train.npz')).toEqual(demo.readFile('stats_train.npz'));
  });

  it('of named entries holds these', () => {
    const { parts } = exportParts(demo, { entries: ['SPK02/001'] });
    expect(recordsOf(parts).map(([key]) => key)).toEqual([
      'SPK02/001/000',
      'SPK02/001/001',
      'SPK02/001/metadata',
      'metadata',
    ]);
    expect(text(parts, 'train.txt')).toBe('SPK02/001\n');
  });

  it('with a limit holds the first of the choice', () => {
    const { parts } = exportParts(demo, { splits: ['train'], entries: ['SPK05/000'], limit: 2 });
    expect(openDataset(parts).splits.map(({ entries }) => entries)).toEqual([['SPK01/000', 'SPK01/001'], [], []]);
  });

  it('leaves nothing out when the limit is not reached', () => {
    const { parts } = exportParts(demo, { limit: 7 });
    expect(recordsOf(parts)).toEqual(recordsOf(demo));
    expect(text(parts, 'train.txt')).toBe(text(demo, 'train.txt'));
  });
});

describe('an export', () => {
  it('keeps a damaged clip as it is, says what is wrong with it, and goes on', () => {
    const source = openOdd('truncated-flac');
    const { parts, problems, summary } = exportToSnapshot(source);
    expect(recordsOf(parts)).toEqual(recordsOf(source));
    expect(problems.map(describeProblem)).toEqual([
      'The FLAC stream ends early: expected 64000 samples, found 28672 samples decoded (clip SPK04/000/001, byte 38431 of the FLAC stream)',
    ]);
    expect(summary).toEqual({ sequences: 1, records: 7, problemCount: 1 });
  });

  it('leaves out what a cut store cannot give, and says so of each clip', () => {
    const { parts, problems } = exportToSnapshot(openOdd('cut-store'));
    expect(recordsOf(parts).map(([key]) => key)).toEqual(['SPK04/000/000', 'SPK04/000/metadata', 'metadata']);
    expect(problems.map(({ where }) => where.split(',')[0])).toEqual(
      [1, 2, 3, 4].map((clip) => `key SPK04/000/00${clip}`),
    );
  });

  it('reports an entry of a split that the store lacks', () => {
    const { problems, summary } = exportToLmdb(openOdd('unknown-entry'));
    expect(problems.map(({ expected }) => expected)).toEqual(["key NOBODY/000/metadata holding {'n_frames': frames}"]);
    expect(summary.sequences).toBe(1);
  });

  it('stops where the source fails, which is no damage', () => {
    const lost = new DataError({ code: 'http-failed', what: 'Lost', expected: '206', found: 'nothing', where: 'host' });
    const store = {
      ...demo.store,
      get: (key: string) => {
        if (key === 'SPK02/000/001') throw lost;
        return demo.store.get(key);
      },
    };
    const dataset = openDataset({ ...demo, store });
    const steps = exportLmdb(dataset, planExport(dataset), createMemorySink());
    expect(() => [...steps]).toThrow(lost);
  });

  it('does not take memory for frames that only the metadata claims', () => {
    const metadata = demo.store.get('metadata') ?? new Uint8Array();
    // {'n_frames': 4000000000}, protocol 2
    const claim = Buffer.from('\x80\x02}X\x08\x00\x00\x00n_frames\x8a\x05\x00\x28\x6b\xee\x00s.', 'latin1');
    const { problems, parts } = exportToSnapshot(lmdbOf({ metadata, 'A/metadata': new Uint8Array(claim) }));
    expect(problems.map(describeProblem)).toEqual([
      'The metadata gives the sequence more frames than can be measured: expected 12288 frames or fewer, found 4000000000 frames (key A/metadata)',
    ]);
    expect(recordsOf(parts)).toHaveLength(2);
  });

  it('tells of many missing clips in one sentence', () => {
    const metadata = demo.store.get('metadata') ?? new Uint8Array();
    // {'n_frames': 2000}, protocol 2
    const claim = new Uint8Array(Buffer.from('\x80\x02}X\x08\x00\x00\x00n_framesM\xd0\x07s.', 'latin1'));
    const { problems } = exportToSnapshot(lmdbOf({ metadata, 'A/metadata': claim }));
    expect(problems).toHaveLength(9);
    expect(problems.slice(-2).map(describeProblem)).toEqual([
      'A clip is missing from the store: expected key A/007, found no such key (clip A/007)',
      '12 more clips are missing from the store: expected 20 clips, found 0 clips (A)',
    ]);
  });

  it('shows progress that grows to all of its sequences', () => {
    const { progress, bytes } = exportToSnapshot(demo);
    expect(progress).toHaveLength(39 + 7);
    expect(progress.map(({ sequencesDone }) => sequencesDone).toSorted((a, b) => a - b)).toEqual(
      progress.map(({ sequencesDone }) => sequencesDone),
    );
    expect(progress.at(-1)).toMatchObject({ sequencesDone: 7, sequencesTotal: 7 });
    expect(progress.every(({ bytesWritten, bytesTotalEstimate }) => bytesWritten <= bytesTotalEstimate)).toBe(true);
    expect(progress.at(-1)?.bytesWritten).toBeGreaterThan(bytes.length / 2);
  });
});

describe('a choice', () => {
  const choose = (choice: Parameters<typeof planExport>[1]) => () => planExport(openDataset(demo), choice);

  it('lists the splits there are where one is unknown', () => {
    expect(choose({ splits: ['dev'] })).toThrow(
      'The dataset has no split dev: expected one of train (5), val (1), test (1), found dev (data.mdb)',
    );
  });

  it('lists the sequences there are where one is unknown', () => {
    expect(choose({ entries: ['SPK09/000'] })).toThrow(
      'The dataset has no sequence SPK09/000: expected one of SPK01/000, SPK01/001, SPK02/000, SPK02/001, SPK03/000, SPK04/000, SPK05/000, found SPK09/000 (data.mdb)',
    );
  });

  it('that leaves nothing is refused', () => {
    expect(choose({ limit: 0 })).toThrow(
      'The choice leaves nothing to export: expected a sequence or more, found none of 7 (data.mdb)',
    );
  });
});
