import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { DataError } from '../core/errors.ts';
import { openSnapshotBytes, recordsOf } from '../core/export/export.fixture.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import type { AppStore } from './actions.ts';
import type { SnapshotFile } from './export-actions.ts';
import { createAppStore } from './store.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

interface FileInMemory extends SnapshotFile {
  bytes: Uint8Array;
  state: 'open' | 'finished' | 'abandoned';
}

/** `onWrite` is called before the bytes of each chunk are taken. */
function createFile(onWrite: (file: FileInMemory) => void = () => {}): FileInMemory {
  return {
    name: 'out.sqlite',
    bytes: new Uint8Array(),
    state: 'open',
    async write({ startByte, bytes }) {
      onWrite(this);
      const grown = new Uint8Array(Math.max(this.bytes.length, startByte + bytes.length));
      grown.set(this.bytes);
      grown.set(bytes, startByte);
      this.bytes = grown;
    },
    async finish() {
      this.state = 'finished';
    },
    async abandon() {
      this.state = 'abandoned';
    },
  };
}

async function open(folder = DEMO_FOLDER): Promise<AppStore> {
  const store = createAppStore({ worker: startWorkerHere() });
  await store.actions.openDataset({ kind: 'url', url: folder });
  return store;
}

describe('exporting a snapshot', () => {
  it('writes the dataset to the file, and says what was written', async () => {
    const store = await open();
    const phases = new Set<string>();
    store.subscribe(({ exporting }) => phases.add(exporting.phase));
    const file = createFile();
    await store.actions.exportSnapshot(null, file);
    expect(file.state).toBe('finished');
    expect([...phases]).toEqual(['running', 'done']);
    expect(store.getState().exporting).toEqual({
      phase: 'done',
      fileName: 'out.sqlite',
      sizeBytes: file.bytes.length,
      summary: { sequences: 7, records: 39, problemCount: 0 },
      problems: [],
    });
    expect(recordsOf(openSnapshotBytes(file.bytes))).toEqual(recordsOf(await openDatasetParts(DEMO_FOLDER)));
  });

  it('writes only the sequences asked for', async () => {
    const store = await open();
    const file = createFile();
    await store.actions.exportSnapshot(['SPK02/001'], file);
    expect(recordsOf(openSnapshotBytes(file.bytes)).map(([key]) => key)).toEqual([
      'SPK02/001/000',
      'SPK02/001/001',
      'SPK02/001/metadata',
      'metadata',
    ]);
  });

  it('lists what is wrong with the clips, and keeps them', async () => {
    const store = await open(join(ODD_DATASETS, 'truncated-flac'));
    await store.actions.exportSnapshot(null, createFile());
    expect(store.getState().exporting).toMatchObject({
      phase: 'done',
      summary: { records: 7, problemCount: 1 },
      problems: [{ expected: '64000 samples', found: '28672 samples decoded' }],
    });
  });

  it('leaves nothing when it is cancelled', async () => {
    const store = await open();
    const file = createFile(() => store.actions.cancelExport());
    await store.actions.exportSnapshot(null, file);
    expect(file.state).toBe('abandoned');
    expect(store.getState().exporting).toEqual({ phase: 'none' });
  });

  it('leaves nothing when another dataset is opened', async () => {
    const store = await open();
    let opened: Promise<void> | null = null;
    const file = createFile(() => {
      opened ??= store.actions.openDataset({ kind: 'url', url: join(ODD_DATASETS, 'stereo') });
    });
    await store.actions.exportSnapshot(null, file);
    await opened;
    expect(file.state).toBe('abandoned');
    expect(store.getState()).toMatchObject({ exporting: { phase: 'none' }, dataset: { phase: 'open' } });
  });

  it('says why the file could not be written, and leaves nothing', async () => {
    const store = await open();
    const problem = { code: 'full', what: 'The disk is full', expected: 'room', found: 'none', where: 'out.sqlite' };
    const file = createFile(({ bytes }) => {
      if (bytes.length > 0) throw new DataError(problem);
    });
    await store.actions.exportSnapshot(null, file);
    expect(file.state).toBe('abandoned');
    expect(store.getState().exporting).toEqual({ phase: 'failed', problem });
  });
});
