import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { formatTable } from '../src/cli/output.ts';
import { run } from '../src/cli/run.ts';
import { type BigStore, prepareBigStore, storePathOf } from './big-store.ts';

/*
 * Time and memory of `export --format parquet` against size, each size in a process of its own, and of the statistics of docs/scale.md in DuckDB over the tables.
 * `npm run bench:parquet -- 0.25 1 4` names sizes in GB; these when absent.
 */

/** Peak memory of the largest export over that of the smallest that fills a row group: it must not follow the size. */
const MOST_GROWTH = 1.25;

interface Exported {
  readonly seconds: number;
  /** Of all threads: beside `seconds` it tells what other work on the machine cost. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

interface Measured extends Exported {
  readonly storeBytes: number;
  readonly tableBytes: number;
  readonly frames: number;
  readonly statisticsSeconds: number;
}

/** Runs in the child: exports and prints what it took as JSON. */
async function exportAlone(source: string, target: string): Promise<void> {
  const started = performance.now();
  const output = { print: () => {}, report: (line: string) => console.error(line), progress: () => {} };
  process.exitCode = await run(['export', source, '-o', target, '--format', 'parquet'], output);
  const seconds = (performance.now() - started) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  // maxRSS is in kibibytes.
  const exported: Exported = { seconds, cpuSeconds, peakBytes: maxRSS * 1024 };
  console.log(JSON.stringify(exported));
}

function exportInChild(source: string, target: string): Exported {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), '--alone', source, target];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.status !== 0) throw new Error(`the export of ${source} ended with status ${child.status}`);
  return JSON.parse(child.stdout) as Exported;
}

/** The guide's query of that heading. */
function guideQuery(heading: string, tables: string): string {
  const guide = readFileSync(new URL('../docs/scale.md', import.meta.url), 'utf8');
  const section = guide.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const sql = /^```sql duckdb\n([\s\S]*?)^```/m.exec(section)?.[1];
  if (sql === undefined) throw new Error(`docs/scale.md has no query "${heading}"`);
  return sql.replaceAll("'tables/", `'${tables}/`);
}

async function measureStatistics(tables: string): Promise<{ frames: number; statisticsSeconds: number }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(cpus().length) });
  const connection = await instance.connect();
  await connection.run(guideQuery('Reading them', tables));
  const started = performance.now();
  const rows = await connection.runAndReadAll(
    guideQuery('Mean, deviation, minimum and maximum of every dimension', tables),
  );
  const statisticsSeconds = (performance.now() - started) / 1000;
  if (rows.currentRowCount === 0) throw new Error(`${tables} has no statistics`);
  const count = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM frames');
  connection.closeSync();
  instance.closeSync();
  return { frames: Number(count.getRows()[0]?.[0]), statisticsSeconds };
}

function bytesBelow(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

async function measure(store: BigStore): Promise<Measured> {
  const folder = mkdtempSync(join(dirname(store.folder), 'tables-'));
  try {
    const target = join(folder, 'tables');
    const exported = exportInChild(store.folder, target);
    const storeBytes = statSync(storePathOf(store)).size;
    return { ...exported, storeBytes, tableBytes: bytesBelow(target), ...(await measureStatistics(target)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAll(sizes: readonly number[]): Promise<void> {
  const rows = [
    ['store', 'frames', 'tables', 'export', 'CPU time', 'store read', 'peak memory', 'statistics in DuckDB'],
  ];
  const peaks: number[] = [];
  for (const gigabytes of sizes) {
    const store = prepareBigStore(gigabytes, 'ordered');
    if (store === null) continue;
    const { seconds, cpuSeconds, peakBytes, storeBytes, tableBytes, frames, statisticsSeconds } = await measure(store);
    peaks.push(peakBytes);
    rows.push([
      `${(storeBytes / 1e9).toFixed(2)} GB`,
      frames.toLocaleString('en-US'),
      `${(tableBytes / 1e9).toFixed(2)} GB`,
      `${seconds.toFixed(1)} s`,
      `${cpuSeconds.toFixed(1)} s`,
      `${(storeBytes / 1e6 / seconds).toFixed(0)} MB/s`,
      `${(peakBytes / 1e6).toFixed(0)} MB`,
      `${statisticsSeconds.toFixed(1)} s`,
    ]);
  }
  for (const line of formatTable(rows, rows[0]?.map(() => true) ?? [])) console.log(line);
  const growth = (peaks.at(-1) ?? 0) / (peaks[0] ?? 1);
  if (growth <= MOST_GROWTH) return;
  console.error(`FAIL the largest took ${growth.toFixed(2)} times the memory of the smallest, not ${MOST_GROWTH}`);
  process.exitCode = 1;
}

const [mode, source, target] = process.argv.slice(2);
if (mode === '--alone' && source !== undefined && target !== undefined) await exportAlone(source, target);
else {
  const sizes = process.argv.slice(2).map(Number);
  await measureAll(sizes.length > 0 ? sizes : [0.25, 1, 4]);
}
