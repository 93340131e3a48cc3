import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { recordsOf } from '../core/export/export.fixture.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { describeProgress } from './export-progress.ts';
import { runCommand } from './run.fixture.ts';

const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const target = (name: string) => `${folder}/${name}`;
const recordsAt = async (path: string) => recordsOf(await openDatasetParts(path));

describe('export', () => {
  it('writes a snapshot of which every command says what it says of the dataset', async () => {
    const result = await runCommand('export', DEMO, '-o', target('demo.sqlite'));
    expect(result).toEqual({
      status: 0,
      stdout: `wrote ${target('demo.sqlite')}: 7 sequences, 39 records, 4,653,056 bytes\n`,
      stderr: '',
    });
    expect(readdirSync(folder)).toEqual(['demo.sqlite']);
    for (const words of [
      ['stats', '--json'],
      ['stats', '--method', 'random-crop', '--rounds', '2', '--json'],
      ['sample', 'SPK01/000', '--seed', '42', '--json'],
    ]) {
      const [command = '', ...options] = words;
      const ofSnapshot = await runCommand(command, target('demo.sqlite'), ...options);
      expect(ofSnapshot).toEqual(await runCommand(command, DEMO, ...options));
      expect(ofSnapshot.status).toBe(0);
    }
    const [ofDemo, ofSnapshot] = [DEMO, target('demo.sqlite')].map((source) => runCommand('inspect', source, '--json'));
    expect(JSON.parse((await ofSnapshot)?.stdout ?? '')).toEqual({
      ...JSON.parse((await ofDemo)?.stdout ?? ''),
      kind: 'snapshot',
      bytes: 4_653_056,
    });
  });

  it.each(['lmdb/', 'lmdb', 'lmdb.v1'])('writes an LMDB folder with its files to %s', async (name) => {
    const result = await runCommand('export', DEMO, '-o', target(name), '--split', 'val', '--entry', 'SPK05/000');
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual([name.replace('/', '')]);
    expect(readdirSync(target(name)).sort()).toEqual([
      'data.mdb',
      'keys.txt',
      'stats_train.npz',
      'test.txt',
      'train.txt',
      'val.txt',
    ]);
    expect(readFileSync(join(target(name), 'val.txt'), 'utf8')).toBe('SPK04/000\n');
    expect((await recordsAt(target(name))).map(([key]) => key)).toHaveLength(12);
  });

  it('takes a folder that exists for an LMDB folder, and leaves its other files alone', async () => {
    mkdirSync(target('mine.sqlite'));
    writeFileSync(join(target('mine.sqlite'), 'notes.md'), 'mine');
    expect(await runCommand('export', DEMO, '-o', target('mine.sqlite'), '--limit', '1')).toMatchObject({ status: 0 });
    expect(readdirSync(target('mine.sqlite'))).toContain('notes.md');
    expect((await recordsAt(target('mine.sqlite'))).at(-1)?.[0]).toBe('metadata');
  });

  it('exports a dataset with a bad clip as it is, says what is bad, and ends with status 1', async () => {
    const source = join(ODD_DATASETS, 'truncated-flac');
    const result = await runCommand('export', source, '-o', target('odd.sqlite'));
    expect(result).toEqual({
      status: 1,
      stdout: `wrote ${target('odd.sqlite')}: 1 sequence, 7 records, 1,179,648 bytes\n`,
      stderr:
        'talkscope: The FLAC stream ends early: expected 64000 samples, found 28672 samples decoded (clip SPK04/000/001, byte 38431 of the FLAC stream)\n' +
        'talkscope: 1 problem; every value that could be read was exported as it is\n',
    });
    expect(await recordsAt(target('odd.sqlite'))).toEqual(await recordsAt(source));
  });

  it('leaves nothing where the store cannot be walked', async () => {
    for (const name of ['out.sqlite', 'out/']) {
      const result = await runCommand('export', join(ODD_DATASETS, 'page-loop'), '-o', target(name));
      expect(result).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('visited twice') });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lists the splits where one is unknown, with status 1', async () => {
    const result = await runCommand('export', DEMO, '-o', target('out.sqlite'), '--split', 'dev');
    expect(result).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'talkscope: The dataset has no split dev: expected one of train (5), val (1), test (1), found dev (data.mdb)\n',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['export', DEMO], 'export takes -o FILE.sqlite or -o FOLDER/, found neither'],
    [['export', '-o', 'a.sqlite'], 'export takes SOURCE, found nothing'],
    [['export', DEMO, '-o', 'a.sqlite', '--limit', '0'], "--limit takes a whole number from 1 to 1000000, found '0'"],
  ])('refuses bad arguments with status 2', async (words, sentence) => {
    expect(await runCommand(...words)).toEqual({ status: 2, stdout: '', stderr: `talkscope: ${sentence}\n` });
  });
});

describe('what is in the way of an export', () => {
  it('is kept, unless --force says otherwise', async () => {
    writeFileSync(target('out.sqlite'), 'mine');
    const refused = await runCommand('export', DEMO, '-o', target('out.sqlite'));
    expect(refused).toEqual({
      status: 1,
      stdout: '',
      stderr: `talkscope: The export would overwrite: expected a name that is free, or --force, found a file (${target('out.sqlite')})\n`,
    });
    expect(readFileSync(target('out.sqlite'), 'utf8')).toBe('mine');
    const forced = await runCommand('export', DEMO, '-o', target('out.sqlite'), '--limit', '1', '--force');
    expect(forced.status).toBe(0);
    expect(await recordsAt(target('out.sqlite'))).toHaveLength(10);
  });

  it('is a whole dataset: --force leaves none of its lists beside the new data', async () => {
    cpSync(DEMO, target('old'), { recursive: true });
    writeFileSync(join(target('old'), 'notes.md'), 'mine');
    const refused = await runCommand('export', join(ODD_DATASETS, 'no-stats'), '-o', target('old'));
    expect(refused.stderr).toContain(
      'found a folder with data.mdb, keys.txt, train.txt, val.txt, test.txt, stats_train.npz',
    );
    const forced = await runCommand('export', join(ODD_DATASETS, 'no-stats'), '-o', target('old'), '--force');
    expect(forced.status).toBe(0);
    const written = ['data.mdb', 'train.txt', 'val.txt', 'test.txt', 'keys.txt'].filter((name) =>
      existsSync(join(ODD_DATASETS, 'no-stats', name)),
    );
    expect(readdirSync(target('old')).sort()).toEqual([...written, 'README.md', 'lock.mdb', 'notes.md'].sort());
  });

  it('is never the source, not even with --force', async () => {
    cpSync(DEMO, target('own'), { recursive: true });
    const result = await runCommand('export', target('own'), '-o', target('own/'), '--limit', '1', '--force');
    expect(result.stderr).toContain('expected another place than that of the source, found the source itself');
    expect(await recordsAt(target('own'))).toHaveLength(39);
  });
});

describe('an export that is interrupted', () => {
  let server: Server;
  let child: ChildProcess | null = null;
  afterEach(() => {
    child?.kill('SIGKILL');
    server.close();
    server.closeAllConnections();
  });

  it.each([
    ['out.sqlite', 'SIGINT', 130, []],
    ['out/', 'SIGTERM', 143, []],
    ['tables', 'SIGINT', 130, ['--format', 'parquet']],
  ] as const)('leaves nothing: %s and %s', async (name, signal, status, options) => {
    // The host sends the signal while the export, whose file has appeared, waits for its next bytes.
    const bytes = readFileSync(join(DEMO, 'data.mdb'));
    server = createServer((request, response) => {
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (!request.url?.endsWith('/data.mdb') || first === undefined) return response.writeHead(404).end();
      if (readdirSync(folder).length > 0) child?.kill(signal);
      const range = bytes.subarray(Number(first), Number(last) + 1);
      return response
        .writeHead(206, { 'content-range': `bytes ${first}-${Number(first) + range.length - 1}/${bytes.length}` })
        .end(range);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.mdb`;
    child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'export', url, '-o', target(name), ...options]);
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    const exit = await new Promise((resolve) => child?.on('close', (code) => resolve(code)));
    expect(stderr.split('\n').slice(-2)).toEqual(['talkscope: interrupted; nothing was written', '']);
    expect(exit).toBe(status);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the progress line', () => {
  it('shows the share, the counts and the time left', () => {
    const progress = {
      entry: 'A',
      sequencesDone: 3,
      sequencesTotal: 12,
      bytesWritten: 40.5e6,
      bytesTotalEstimate: 162e6,
    };
    expect(describeProgress(progress, 4)).toBe(
      '[######------------------]  25%  3 of 12 sequences  40.5 of about 162.0 MB  12 s left',
    );
  });
});
