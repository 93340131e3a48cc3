import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readStoreBytes } from '../fixtures/lmdb/stores.ts';
import type { ByteSink } from '../src/core/bytes/byte-sink.ts';
import { createMemorySource } from '../src/core/bytes/memory-source.ts';
import { openLmdb } from '../src/core/lmdb/lmdb-file.ts';
import { createLmdbWriter, type LmdbFigures } from '../src/core/lmdb/lmdb-writer.ts';

/*
 * Checks with liblmdb's own programs that files of our LMDB writer are whole: py-lmdb reads them, changes them and reads them again,
 * `mdb_stat` and `mdb_dump` see what was written, `mdb_copy -c` rewrites them. Needs Debian's python3-lmdb and lmdb-utils; fails without.
 */

type Entry = readonly [key: Uint8Array, value: Uint8Array];

/** Digest of the records "key size, key, value size, value", sizes as decimal text; the Python part computes the same. */
const PYTHON = `
import hashlib, lmdb, sys
def digest(env):
    h = hashlib.sha256()
    with env.begin() as txn:
        for k, v in txn.cursor():
            h.update(b'%d ' % len(k) + k + b'%d ' % len(v) + v)
    return h.hexdigest()
folder, copy = sys.argv[1:]
env = lmdb.open(folder, readonly=True, lock=False)
first = digest(env)
with env.begin() as txn:
    keys = [k for k, _ in txn.cursor()]
    missing = sum(txn.get(k) is None for k in keys[::7])
env.close()
compact = lmdb.open(copy, readonly=True, lock=False)
copied = digest(compact)
compact.close()
env = lmdb.open(folder, map_size=1 << 33)
expected = {}
with env.begin(write=True) as txn:
    for k in keys[::3]:
        txn.delete(k)
    for i in range(300):
        txn.put(b'new/%06d' % i, b'x' * (i * 37 % 9000))
with env.begin() as txn:
    left = txn.stat()['entries']
    listed = sum(1 for _ in txn.cursor())
wanted = len(keys) - len(keys[::3]) + 300
print(first, copied, missing, left == listed == wanted)
`;

function digestOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  for (const [key, value] of entries)
    hash.update(`${key.length} `).update(key).update(`${value.length} `).update(value);
  return hash.digest('hex');
}

function createFileSink(path: string): ByteSink & { close(): void } {
  const file = openSync(path, 'w+');
  let size = 0;
  return {
    get size() {
      return size;
    },
    append(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, size + at);
      size += bytes.length;
    },
    writeAt: (startByte, bytes) => void writeSync(file, bytes, 0, bytes.length, startByte),
    close: () => closeSync(file),
  };
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
}

/** "Entries: 12" and the like of mdb_stat. */
function statOf(folder: string): ReadonlyMap<string, number> {
  const lines = run('mdb_stat', ['-e', '-f', folder]).matchAll(/^ *([^:\n]+): (\d+)$/gm);
  // The status of the free list comes between; of fields that occur twice the last is the main database's.
  return new Map(Array.from(lines, ([, name = '', value = '']) => [name, Number(value)]));
}

/** Records as mdb_dump prints them: a line of hexadecimal for each key and each value. */
function dumpOf(folder: string): Entry[] {
  const lines = run('mdb_dump', [folder]).split('\n');
  const data = lines.slice(lines.indexOf('HEADER=END') + 1, lines.indexOf('DATA=END'));
  const bytes = data.map((line) => new Uint8Array(Buffer.from(line.trim(), 'hex')));
  return Array.from({ length: bytes.length / 2 }, (_, index): Entry => {
    return [bytes[2 * index] ?? new Uint8Array(0), bytes[2 * index + 1] ?? new Uint8Array(0)];
  });
}

function check(name: string, entries: readonly Entry[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'lmdb-tools-'));
  try {
    const sink = createFileSink(join(folder, 'data.mdb'));
    const writer = createLmdbWriter(sink);
    for (const [key, value] of entries) writer.put(key, value);
    const figures = writer.finish();
    sink.close();
    const failures = failuresOf(folder, entries, figures);
    console.log(
      `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${JSON.stringify(figures)} ${failures.join('; ')}`,
    );
    return failures.length === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function failuresOf(folder: string, entries: readonly Entry[], figures: LmdbFigures): string[] {
  const digest = digestOf(entries);
  const stat = statOf(folder);
  const dumped = digestOf(dumpOf(folder));
  const copy = join(folder, 'copy');
  mkdirSync(copy);
  run('mdb_copy', ['-c', folder, copy]);
  const copyPages = statOf(copy).get('Number of pages used');
  const [read, copied, missing, isChangedRight] = run('/usr/bin/python3', ['-c', PYTHON, folder, copy])
    .trim()
    .split(' ');
  const checks: readonly (readonly [string, boolean])[] = [
    ['mdb_stat has other entries', stat.get('Entries') === figures.entries],
    ['mdb_stat has another depth', stat.get('Tree depth') === figures.depth],
    ['mdb_stat has another number of pages', stat.get('Number of pages used') === figures.pages],
    ['mdb_stat has free pages', stat.get('Free pages') === 0],
    ['mdb_copy -c makes a file of another size', copyPages === figures.pages],
    ['mdb_dump has other records', dumped === digest],
    ['py-lmdb reads other records', read === digest],
    ['py-lmdb reads other records from the compact copy', copied === digest],
    ['py-lmdb does not find every key', missing === '0'],
    ['py-lmdb miscounts after its own changes', isChangedRight === 'True'],
  ];
  return checks.flatMap(([failure, isRight]) => (isRight ? [] : [failure]));
}

function entriesOf(bytes: Uint8Array): Entry[] {
  return Array.from(
    openLmdb(createMemorySource('data.mdb', bytes)).main.iterate(),
    (e): Entry => [e.key, e.readValue()],
  );
}

function countUp(count: number, keySize: number, valueSize: (index: number) => number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => {
    const key = Buffer.alloc(keySize, 'k');
    key.write(String(index).padStart(8, '0'));
    return [key, new Uint8Array(valueSize(index)).fill(index)];
  });
}

function readProjectFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../${path}`, import.meta.url)));
}

const STORES: readonly (readonly [string, readonly Entry[]])[] = [
  ['no records', []],
  ['one record', countUp(1, 8, () => 1)],
  ['the demo dataset', entriesOf(readProjectFile('public/demo/data.mdb'))],
  ['fixtures/lmdb/keys', entriesOf(readStoreBytes('keys'))],
  ['fixtures/lmdb/overflow-4096', entriesOf(readStoreBytes('overflow-4096'))],
  ['fixtures/lmdb/deleted', entriesOf(readStoreBytes('deleted'))],
  ['fixtures/lmdb/records-60000', entriesOf(readStoreBytes('records-60000'))],
  [
    'fixtures/lmdb-append',
    entriesOf(new Uint8Array(brotliDecompressSync(readProjectFile('fixtures/lmdb-append/append.mdb.br')))),
  ],
  ['2,000 keys of 511 bytes, 4 levels', countUp(2000, 511, () => 5)],
  ['449 keys of 511 bytes, a last branch page of two', countUp(449, 511, () => 0)],
  ['300,000 short records', countUp(300_000, 12, (index) => index % 30)],
  ['1,000 values of 170,000 bytes', countUp(1000, 12, (index) => 170_000 + index)],
];

const results = STORES.map(([name, entries]) => check(name, entries));
console.log(`${results.filter(Boolean).length} of ${results.length} stores are as liblmdb's programs want them`);
process.exitCode = results.every(Boolean) ? 0 : 1;
