import { sortByBytes } from '../../../src/core/bytes/byte-order.ts';
import { encodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import { openDataset } from '../../../src/core/dataset/dataset.ts';
import { openParts } from '../../../src/core/dataset/open-store.ts';
import { createSampleConfig } from '../../../src/core/sample/config.ts';
import { createCatalogueWriter } from '../../../src/core/snapshot/catalogue-writer.ts';
import {
  SNAPSHOT_APPLICATION_ID,
  SNAPSHOT_PAGE_BYTES,
  SNAPSHOT_SCHEMA_VERSION,
  SNAPSHOT_TABLES,
} from '../../../src/core/snapshot/schema.ts';
import { createSqliteWriter } from '../../../src/core/snapshot/sqlite-writer.ts';
import { openFolder } from '../../../src/platform/node/open-folder.ts';
import { createBufferedFileSink } from '../../buffered-file-sink.ts';
import { generateDataset } from './generated-profiles.ts';

/** The one sequence that can be opened: the demo's, record by record. All others are rows of the catalogue and nothing else. */
const REAL_ENTRY = 'SPK01/000';

/** Writes a snapshot with the catalogue rows of `count` generated sequences, without their clips: a list to open, scroll and filter, not a dataset. */
export function writeGeneratedCatalogue(demoFolder: string, path: string, count: number): void {
  const demo = openDataset(openParts(openFolder(demoFolder)));
  const { rows, profiles } = generateDataset(count, 7);
  const sink = createBufferedFileSink(path);
  const writer = createSqliteWriter(sink, {
    pageBytes: SNAPSHOT_PAGE_BYTES,
    applicationId: SNAPSHOT_APPLICATION_ID,
    userVersion: SNAPSHOT_SCHEMA_VERSION,
    tables: Object.entries(SNAPSHOT_TABLES).map(([name, sql]) => ({ name, sql })),
  });
  const files = writer.beginWithoutRowidTable('files');
  for (const split of ['test', 'train', 'val']) {
    const entries = rows.filter(({ splits }) => splits.includes(split)).map(({ entry }) => entry);
    const listed = split === 'train' ? [REAL_ENTRY, ...entries] : entries;
    files.addRow([`${split}.txt`, encodeUtf8(`${listed.join('\n')}\n`)]);
  }
  const records = writer.beginRowidTable('records');
  const keys = writer.beginWithoutRowidTable('keys');
  const wanted = [...demo.store.keys()].filter((key) => key === 'metadata' || key.startsWith(`${REAL_ENTRY}/`));
  for (const [index, key] of sortByBytes(wanted, (each) => each).entries()) {
    const value = demo.store.get(key);
    if (value === null) throw new Error(`the demo has no record ${key}`);
    records.addRow(index + 1, [null, value]);
    keys.addRow([key, index + 1, value.length]);
  }
  const splitsByEntry = new Map(rows.map(({ entry, splits }) => [entry, splits]));
  const catalogue = createCatalogueWriter(
    writer,
    [REAL_ENTRY, ...splitsByEntry.keys()],
    (entry) => splitsByEntry.get(entry) ?? ['train'],
  );
  const nothing = { waveform: new Int16Array(), loudness: new Float32Array(), moments: new Map(), problems: [] };
  catalogue.add({
    entry: REAL_ENTRY,
    measured: { n_frames: 747, n_clips: 8, measure: { ...nothing, audio: null, level: null } },
    bytes: 0,
    problems: [],
  });
  for (const { entry, n_frames, loudnessDbfs, level } of profiles) {
    const std = 10 ** (loudnessDbfs / 20);
    const audio = { samples: n_frames * 640, mean: 0, std, min: -4 * std, max: 4 * std };
    catalogue.add({
      entry,
      measured: { n_frames, n_clips: Math.ceil(n_frames / 100), measure: { ...nothing, audio, level } },
      bytes: 0,
      problems: [],
    });
  }
  const about = writer.beginWithoutRowidTable('about');
  const facts = {
    complete: '1',
    config: JSON.stringify(createSampleConfig()),
    created: '2000-01-01T00:00:00.000Z',
    name: `Generated, ${count} sequences without clips`,
    problems: '0',
    records: String(wanted.length),
    sequences: String(count + 1),
    source_fingerprint: 'generated',
    source_kind: 'lmdb',
    tool: 'talkscope bench',
    whole: '1',
  };
  for (const [name, value] of Object.entries(facts)) about.addRow([name, value]);
  writer.finish();
  sink.close();
}
