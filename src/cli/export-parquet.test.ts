import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { DEFAULT_AUDIT_RULES } from '../core/audit/audit-rules.ts';
import { auditSequence } from '../core/audit/audit-sequence.ts';
import { parseClipRecord, readCoefficients } from '../core/dataset/clip-record.ts';
import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { clipKey } from '../core/dataset/keys.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { finalizePooled } from '../core/statistics/coefficient-statistics.ts';
import { entriesOfSplit, measureEntries } from '../core/statistics/dataset-statistics.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { runCommand } from './run.fixture.ts';

const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));
const FAULTY = new URL('../../fixtures/scale/', import.meta.url);
const GUIDE = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
const STATISTICS = 'Mean, deviation, minimum and maximum of every dimension';
/** What the guide promises of its answers. */
const TOLERANCE = 1e-9;

const folder = mkdtempSync(join(tmpdir(), 'talkscope-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The blocks of the guide that DuckDB is to run, by their headings. */
const queries = new Map<string, string>();
for (const section of GUIDE.split(/^#+ /m)) {
  const [, sql] = /^```sql [^\n]*\bduckdb\b[^\n]*\n([\s\S]*?)^```/m.exec(section) ?? [];
  if (sql !== undefined) queries.set(section.split('\n')[0] ?? '', sql);
}

/** By column, as JSON. */
type Row = Readonly<Record<string, unknown>>;

interface Tables {
  readonly path: string;
  /** Runs the guide's query of that heading. */
  ask(heading: string): Promise<Row[]>;
  run(sql: string): Promise<Row[]>;
}

async function openTables(path: string): Promise<Tables> {
  const connection: DuckDBConnection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const run = async (sql: string) => {
    const reader = await connection.runAndReadAll(sql.replaceAll("'tables/", `'${path}/`));
    return reader.getRowObjectsJson().map(withNumbers);
  };
  const ask = (heading: string) => {
    const sql = queries.get(heading);
    if (sql === undefined) throw new Error(`docs/scale.md has no query "${heading}"`);
    return run(sql);
  };
  await ask('Reading them');
  return { path, ask, run };
}

/** Whole numbers of 64 bits come as text. */
function withNumbers(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
    ]),
  );
}

/** Holds rows against expected ones: numbers within the tolerance, all else equal. */
function expectRows(found: readonly Row[], expected: readonly Row[]): void {
  expect(found.length).toBe(expected.length);
  for (const [index, wanted] of expected.entries()) {
    for (const [name, value] of Object.entries(wanted)) {
      const actual = found[index]?.[name];
      if (typeof value === 'number' && typeof actual === 'number' && !Number.isInteger(value)) {
        expect(Math.abs(actual - value), `${name} of row ${index}`).toBeLessThanOrEqual(TOLERANCE * Math.abs(value));
      } else expect(actual, `${name} of row ${index}`).toEqual(value);
    }
  }
}

async function exportTables(source: string, name: string, ...options: string[]) {
  const path = join(folder, name);
  const result = await runCommand('export', source, '-o', path, '--format', 'parquet', ...options);
  return { ...result, path };
}

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(path.length + 1))
    .sort();
}

/** Every row of a group of a sequence, read by the core; null for frames of clips that lack them. */
function* readRows(dataset: Dataset, entry: string, groupName: string): Generator<Float32Array | null> {
  const group = dataset.groups.find(({ name }) => name === groupName);
  if (group === undefined) throw new Error(`no group ${groupName}`);
  const n_frames = readFrameCount(dataset.store, entry);
  for (let clip = 0; clip * dataset.seg_len < n_frames; clip++) {
    const frameCount = Math.min(dataset.seg_len, n_frames - clip * dataset.seg_len);
    const bytes = dataset.store.get(clipKey(entry, clip));
    if (bytes === null) continue;
    const record = parseClipRecord(bytes);
    const there = Math.min(record.coef.get(groupName)?.shape[0] ?? 0, frameCount);
    const values = readCoefficients(record, group, there, frameCount);
    for (let row = 0; row < frameCount; row++) {
      yield row < there ? values.subarray(row * group.width, (row + 1) * group.width) : null;
    }
  }
}

/** The values' bits as text, which compares fast. */
function bitsOf(values: ArrayLike<number> | null): string | null {
  return values === null ? null : Buffer.from(Float32Array.from(values).buffer).toString('base64');
}

let demo: Tables;
let demoDataset: Dataset;
beforeAll(async () => {
  const { path } = await exportTables(DEMO, 'demo');
  demo = await openTables(path);
  demoDataset = openDataset(await openDatasetParts(DEMO));
});

describe('export --format parquet', () => {
  it('writes a row a frame and a row a clip, by split, and a manifest', async () => {
    const result = await exportTables(DEMO, 'again');
    expect(result.status).toBe(0);
    expect(result.stderr).toBe('');
    expect(result.stdout).toMatch(/^wrote .+: 7 sequences, 31 clips, 2,894 frames, 1,9\d\d,\d{3} bytes in 7 files\n$/);
    expect(filesOf(result.path)).toEqual([
      'clips/split=test/part-00000.parquet',
      'clips/split=train/part-00000.parquet',
      'clips/split=val/part-00000.parquet',
      'frames/split=test/part-00000.parquet',
      'frames/split=train/part-00000.parquet',
      'frames/split=val/part-00000.parquet',
      'manifest.json',
    ]);
    expect(readdirSync(folder)).not.toContainEqual(expect.stringContaining('.part-'));
    const manifest = JSON.parse(readFileSync(join(result.path, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      tablesVersion: 1,
      tool: 'talkscope 0.1.0',
      source: { name: 'demo', kind: 'lmdb', fingerprint: expect.stringMatching(/^4100096-[0-9a-f]{32}$/) },
      seg_len: 100,
      fps: 25,
      rate: 16000,
      whole: true,
      sequences: 7,
      tables: { frames: { rows: 2894 }, clips: { rows: 31 } },
      problems: { count: 0, shown: [] },
    });
  });

  it('says in every file where its rows come from', async () => {
    const file = await asyncBufferFromFile(join(demo.path, 'frames/split=val/part-00000.parquet'));
    const { key_value_metadata = [], created_by, num_rows } = await parquetMetadataAsync(file);
    expect(created_by).toBe('talkscope 0.1.0');
    expect(num_rows).toBe(447n);
    expect(key_value_metadata.map(({ key }) => key)).toEqual(['talkscope']);
    expect(JSON.parse(key_value_metadata[0]?.value ?? '')).toMatchObject({
      table: 'frames',
      split: 'val',
      seg_len: 100,
      fps: 25,
      rate: 16000,
      coefficients: [
        { name: 'shape', width: 100, column: 'shape' },
        { name: 'exp', width: 50, column: 'exp' },
        { name: 'pose', width: 6, column: 'pose' },
      ],
    });
  });

  it('takes the choice of sequences that the other forms take', async () => {
    const { path, stdout } = await exportTables(DEMO, 'part', '--split', 'val', '--entry', 'SPK05/000', '--limit', '1');
    expect(stdout).toContain('1 sequence, 5 clips, 447 frames');
    expect(filesOf(path)).toEqual([
      'clips/split=val/part-00000.parquet',
      'frames/split=val/part-00000.parquet',
      'manifest.json',
    ]);
  });

  it('replaces tables with --force alone, and leaves no part of the old ones', async () => {
    const { path } = await exportTables(DEMO, 'twice');
    writeFileSync(join(path, 'notes.md'), 'mine');
    const refused = await exportTables(DEMO, 'twice', '--split', 'val');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toBe(
      `talkscope: The export would overwrite: expected a name that is free, or --force, found a folder with frames, clips, manifest.json (${path})\n`,
    );
    expect(await exportTables(DEMO, 'twice', '--split', 'val', '--force')).toMatchObject({ status: 0 });
    expect(filesOf(path)).toEqual([
      'clips/split=val/part-00000.parquet',
      'frames/split=val/part-00000.parquet',
      'manifest.json',
      'notes.md',
    ]);
  });

  it('never replaces its own source', async () => {
    cpSync(DEMO, join(folder, 'own/frames'), { recursive: true });
    const path = join(folder, 'own');
    const result = await runCommand('export', `${path}/frames`, '-o', path, '--format', 'parquet', '--force');
    expect(result.stderr).toContain('expected another place than that of the source, found the source itself');
    expect(filesOf(path)).toContain('frames/data.mdb');
  });

  it('refuses a form that it does not know', async () => {
    expect(await runCommand('export', DEMO, '-o', 'x', '--format', 'csv')).toEqual({
      status: 2,
      stdout: '',
      stderr: "talkscope: --format takes parquet, found 'csv'; without it the name after -o decides\n",
    });
  });
});

describe('the tables of the demo', () => {
  it('hold every coefficient to the bit, as hyparquet and as DuckDB read it', async () => {
    for (const { name, entries } of demoDataset.splits) {
      const file = await asyncBufferFromFile(join(demo.path, `frames/split=${name}/part-00000.parquet`));
      const byHyparquet = await parquetReadObjects({ file });
      const byDuckDb = await demo.run(`SELECT * FROM frames WHERE split = '${name}' ORDER BY entry, frame`);
      let row = 0;
      for (const entry of entries) {
        const groups = demoDataset.groups.map((group) => [...readRows(demoDataset, entry, group.name)]);
        for (let frame = 0; frame < readFrameCount(demoDataset.store, entry); frame++, row++) {
          const place = { entry, frame, clip: Math.floor(frame / 100) };
          expect(byHyparquet[row]).toMatchObject(place);
          expect(byDuckDb[row]).toMatchObject({ ...place, split: name });
          for (const [index, group] of demoDataset.groups.entries()) {
            const stored = bitsOf(groups[index]?.[frame] ?? null);
            expect(bitsOf(byHyparquet[row]?.[group.name])).toBe(stored);
            expect(bitsOf(byDuckDb[row]?.[group.name] as number[])).toBe(stored);
          }
        }
      }
      expect(byHyparquet).toHaveLength(row);
      expect(byDuckDb).toHaveLength(row);
    }
  });

  it('give the statistics of the core in SQL', async () => {
    const moments = measureEntries(demoDataset, entriesOfSplit(demoDataset, 'train'));
    const [population, sample] = [finalizePooled(moments, 0), finalizePooled(moments, 1)];
    const expected = [...population.keys()].sort().flatMap((coef) =>
      Array.from(population.get(coef)?.mean ?? [], (mean, dim) => ({
        coef,
        dim,
        count: 2146,
        not_finite: 0,
        mean,
        std: population.get(coef)?.std[dim],
        sample_std: sample.get(coef)?.std[dim],
        min: population.get(coef)?.min[dim],
        max: population.get(coef)?.max[dim],
      })),
    );
    expect(expected).toHaveLength(156);
    expectRows(await demo.ask(STATISTICS), expected);
  });

  it('give the statistics that numpy finds', async () => {
    const { stats } = JSON.parse(readFileSync(new URL('../../fixtures/golden.json', import.meta.url), 'utf8')) as {
      stats: Record<string, Record<'mean' | 'std' | 'min' | 'max', number[]>>;
    };
    const found = await demo.ask(STATISTICS);
    for (const [coef, { mean, std, min, max }] of Object.entries(stats)) {
      const expected = mean.map((value, dim) => ({ dim, mean: value, std: std[dim], min: min[dim], max: max[dim] }));
      expectRows(
        found.filter((row) => row.coef === coef),
        expected,
      );
    }
  });

  it('count what inspect counts', async () => {
    expectRows(await demo.ask('Sequences, clips and hours of every split'), [
      { name: 'test', sequences: 1, clips: 4, frames: 301 },
      { name: 'train', sequences: 5, clips: 22, frames: 2146 },
      { name: 'val', sequences: 1, clips: 5, frames: 447 },
    ]);
    expectRows(await demo.ask('Sequences too short for a crop'), [{ entry: 'SPK02/001', n_frames: 199 }]);
  });

  it('hold no fault', async () => {
    for (const heading of [
      'People in more than one split',
      'Clips that the loader cannot read, or that have the wrong length',
      'NaN and infinities',
      'Frozen frames',
      'Jumps of the motion at clip boundaries',
      'Clicks at clip boundaries',
      'Silence',
      'The same audio twice',
      'Head and jaw out of range',
    ]) {
      expect(await demo.ask(heading), heading).toEqual([]);
    }
  });
});

describe('the tables of a dataset with faults', () => {
  const source = join(folder, 'faulty-source');
  let result: Awaited<ReturnType<typeof exportTables>>;
  let faulty: Tables;
  beforeAll(async () => {
    mkdirSync(source);
    writeFileSync(join(source, 'data.mdb'), brotliDecompressSync(readFileSync(new URL('data.mdb.br', FAULTY))));
    for (const name of ['train.txt', 'val.txt', 'test.txt']) cpSync(new URL(name, FAULTY), join(source, name));
    result = await exportTables(source, 'faulty');
    faulty = await openTables(result.path);
  });

  it('hold what can be read; what cannot is said, with status 1', () => {
    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/7 sequences, 32 clips, 1,366 frames, /);
    expect(result.stderr.split('\n')).toEqual([
      'talkscope: The coefficients are not normalised: expected stats_train.npz beside the store, found no such file (data.mdb)',
      'talkscope: The audio of the clip has another sampling rate: expected 16000 Hz, found 22050 Hz (clip B/001/000)',
      'talkscope: exp has too few rows: expected 50 rows, found 30 rows (clip B/001/001)',
      'talkscope: A clip is missing from the store: expected key E/000/002, found no such key (clip E/000/002)',
      'talkscope: 3 problems; every frame that could be read was exported',
      '',
    ]);
    const { problems } = JSON.parse(readFileSync(join(result.path, 'manifest.json'), 'utf8'));
    expect(problems).toEqual({
      count: 3,
      shown: result.stderr
        .split('\n')
        .slice(1, 4)
        .map((line) => line.replace('talkscope: ', '')),
    });
  });

  it('put each sequence into one folder, whichever splits list it', () => {
    expect(readdirSync(join(result.path, 'frames')).sort()).toEqual([
      'split=test',
      'split=train',
      'split=train.val',
      'split=unlisted',
      'split=val',
    ]);
  });

  it('keep NaN and infinities to the bit, and tell a frame without a group by null', async () => {
    const dataset = openDataset(await openDatasetParts(source));
    for (const [split, entry] of [
      ['train', 'A/000'],
      ['val', 'B/001'],
      ['unlisted', 'E/000'],
    ]) {
      const file = await asyncBufferFromFile(join(result.path, `frames/split=${split}/part-00000.parquet`));
      const rows = (await parquetReadObjects({ file })).filter((row) => row.entry === entry);
      const stored = [...readRows(dataset, entry ?? '', 'exp')];
      expect(rows.map(({ exp }) => bitsOf(exp ?? null))).toEqual(stored.map(bitsOf));
    }
    expect(await faulty.run('SELECT count(*) AS n FROM frames WHERE exp IS NULL')).toEqual([{ n: 20 }]);
    expect(await faulty.run('SELECT min(frame) AS first FROM frames WHERE loudness IS NULL')).toEqual([{ first: 0 }]);
  });

  it('list the clips that the loader cannot read', async () => {
    const rate = 'The audio of the clip has another sampling rate: expected 16000 Hz, found 22050 Hz (clip B/001/000)';
    expect(await faulty.ask('Clips that the loader cannot read, or that have the wrong length')).toEqual([
      {
        ...{ entry: 'B/001', clip: 0, frame_count: 50, exported_frames: 50, wanted_samples: 32000 },
        ...{ sample_count: 32000, rate: 22050, channels: 1, problem: rate },
      },
      {
        ...{ entry: 'B/001', clip: 1, frame_count: 50, exported_frames: 50, wanted_samples: 32000 },
        ...{ sample_count: 32000, rate: 16000, channels: 1 },
        problem: 'exp has too few rows: expected 50 rows, found 30 rows (clip B/001/001)',
      },
      {
        ...{ entry: 'E/000', clip: 2, frame_count: 50, exported_frames: 0, wanted_samples: 32000 },
        ...{ sample_count: null, rate: null, channels: null },
        problem: 'A clip is missing from the store: expected key E/000/002, found no such key (clip E/000/002)',
      },
    ]);
  });

  it('tell a file from another by its bytes, where the samples are the same', async () => {
    expect(
      await faulty.run(
        "SELECT list_sort(list(audio_format)) AS formats, count(DISTINCT audio_sha256) AS files, count(DISTINCT samples_sha256) AS sounds FROM clips WHERE (entry, clip) IN (('A/000', 2), ('C/000', 1))",
      ),
    ).toEqual([{ formats: ['FLAC', 'WAV'], files: 2, sounds: 1 }]);
  });

  const expected = JSON.parse(readFileSync(new URL('expected.json', FAULTY), 'utf8')) as Record<string, object[]>;
  it.each(Object.keys(expected))('give what numpy gives: %s', async (heading) => {
    expectRows(await faulty.ask(heading), (expected[heading] ?? []) as Row[]);
  });

  it.each([
    ['NaN and infinities', 'coef-not-finite', 'first_frame'],
    ['Frozen frames', 'frozen-frames', 'first_frame'],
    ['Jumps of the motion at clip boundaries', 'motion-seam-jump', 'frame'],
    ['Clicks at clip boundaries', 'audio-seam-jump', 'start_frame'],
    ['Silence', 'audio-silence', 'first_frame'],
    ['Sequences too short for a crop', 'sequence-short', null],
  ] as const)('find what the audit finds: %s', async (heading, code, frameColumn) => {
    const dataset = openDataset(await openDatasetParts(source));
    const findings = [...scanEntries(dataset.store)]
      .flatMap((entry) => auditSequence(dataset, entry, DEFAULT_AUDIT_RULES, createSampleConfig()).findings)
      .filter((finding) => finding.code === code);
    expect(findings.length).toBeGreaterThan(0);
    const rows = await faulty.ask(heading);
    expect(rows.map((row) => [row.entry, frameColumn === null ? 0 : row[frameColumn]])).toEqual(
      findings.map(({ entry, frames }) => [entry, frames?.[0]]),
    );
  });

  it('answer every query of the guide that is not asked elsewhere', () => {
    const elsewhere = ['Reading them', 'Clips that the loader cannot read, or that have the wrong length'];
    expect([...queries.keys()].sort()).toEqual([...Object.keys(expected), ...elsewhere].sort());
  });
});

describe('the damaged datasets as tables', () => {
  /** Of SPK04/000, 447 frames in 5 clips: rows of `frames`, of which without `exp`, of which without loudness; then what is said. */
  const CASES: [name: string, frames: number, lackExp: number, lackAudio: number, said: RegExp | null][] = [
    ['nan-coef', 447, 0, 0, null],
    ['missing-clip', 347, 0, 0, /A clip is missing from the store/],
    ['truncated-flac', 447, 0, 100, /The FLAC stream ends early/],
    ['not-audio', 447, 0, 100, /Unknown audio format/],
    ['audio-short', 447, 0, 100, /expected 64000 samples, found 60000 samples/],
    ['wrong-rate', 447, 0, 100, /expected 16000 Hz, found 22050 Hz/],
    ['stereo', 447, 0, 100, /not mono/],
    ['short-coef', 447, 10, 0, /exp has too few rows/],
    ['wrong-width', 447, 100, 0, /exp is 49 wide here, 50 elsewhere/],
    ['pickle-cut', 347, 0, 0, /The pickle ends early/],
    ['unknown-entry', 447, 0, 0, /The sequence NOBODY\/000 has no metadata/],
    ['wav-audio', 447, 0, 0, null],
    ['markup-names', 447, 0, 0, null],
  ];

  it.each(CASES)('%s: %i frames, %i without exp, %i without sound', async (name, frames, lackExp, lackAudio, said) => {
    const result = await exportTables(join(ODD_DATASETS, name), `odd-${name}`);
    expect(result.status).toBe(said === null ? 0 : 1);
    if (said !== null) expect(result.stderr).toMatch(said);
    const tables = await openTables(result.path);
    expect(
      await tables.run(
        'SELECT count(*) AS frames, count(*) - count(exp) AS lackExp, count(*) - count(loudness) AS lackAudio FROM frames',
      ),
    ).toEqual([{ frames, lackExp, lackAudio }]);
    expect(
      await tables.run(
        'SELECT sum(exported_frames) AS frames, count(*) AS clips, sum(frame_count) AS n_frames FROM clips',
      ),
    ).toEqual([{ frames, clips: 5, n_frames: 447 }]);
    const unreadable = await tables.run("SELECT count(*) AS n FROM clips WHERE NOT readable AND problem <> ''");
    expect(unreadable).toEqual([{ n: said === null || name === 'unknown-entry' ? 0 : 1 }]);
  });

  it('nan-coef: the query names the clip, the frames and the dimensions', async () => {
    const tables = await openTables(join(folder, 'odd-nan-coef'));
    expectRows(await tables.ask('NaN and infinities'), [
      { entry: 'SPK04/000', clip: 1, coef: 'exp', count: 2, frames: 2, dims: 2, first_frame: 103, first_dim: 7 },
    ]);
  });

  it('leave nothing where the store cannot be walked', async () => {
    const result = await exportTables(join(ODD_DATASETS, 'page-loop'), 'loop');
    expect(result).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('visited twice') });
    expect(readdirSync(folder).filter((name) => name.includes('loop'))).toEqual([]);
  });

  it('count the records that are in no table', async () => {
    const result = await exportTables(join(ODD_DATASETS, 'missing-sequence-metadata'), 'odd-records');
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('The sequence SPK04/000 has no metadata in the store');
    expect(result.stderr).toContain(
      'The store has records that belong to no frame of a sequence, and are in no table: expected 1 records, found 6 records',
    );
    expect(filesOf(result.path)).toEqual(['manifest.json']);
  });

  it('cover the same sequences as the store', async () => {
    expect([...scanEntries(demoDataset.store)].sort()).toEqual(
      (await demo.run('SELECT DISTINCT entry FROM clips ORDER BY entry')).map(({ entry }) => entry),
    );
  });
});
