import { statSync } from 'node:fs';
import { APP_FOLDER } from '../src/cli/installation.ts';
import { formatTable } from '../src/cli/output.ts';
import { type BigStore, prepareBigStore, type StoreLayout, storePathOf } from './big-store.ts';
import { type CountingServer, startCountingServer } from './counting-server.ts';
import { measureOpeningAlone } from './opening-node.ts';
import { launchBrowser, measureFileOpening, measureUrlOpening, type PageOpening } from './opening-page.ts';

/*
 * How long it takes from a dataset's address, or from the choice of its files, to the list and the figures of the first sample; how many bytes,
 * reads and requests, and how much memory. `npm run bench:big -- 0.1 1 5` names sizes in GB; 5 when absent.
 */

/** What has to hold at any size. */
const LIMITS = { localBytes: 4e6, localMs: 1000, requests: 20, heapBytes: 200e6 };
/** A round trip to a host on the same continent. */
const DELAY_MS = 50;
const LAYOUTS: readonly StoreLayout[] = ['ordered', 'scattered', 'snapshot'];

const appFolder = process.env.TALKSCOPE_APP ?? APP_FOLDER;
const sizes = process.argv.slice(2).map(Number);
const failures: string[] = [];
const HEADER = [
  '',
  'figures',
  'list',
  'requests',
  'bytes',
  'reads',
  'then: requests',
  'bytes',
  'heap',
  'buffers',
  'process',
];
const rows: string[][] = [HEADER];

const ms = (value: number) => `${value.toFixed(0)} ms`;
const mb = (bytes: number | null) => (bytes === null ? '-' : `${(bytes / 1e6).toFixed(2)} MB`);

function check(name: string, value: number, limit: number): void {
  if (value > limit) failures.push(`${name}: ${value.toFixed(0)} is more than ${limit}`);
}

async function measureLocal(name: string, store: BigStore): Promise<void> {
  const opening = await measureOpeningAlone(storePathOf(store));
  const { rows: later } = opening;
  rows.push([
    `${name}, Node, file`,
    ms(opening.ms),
    ms(opening.listedMs),
    '-',
    mb(opening.bytes),
    String(opening.reads),
    `${later.reads} reads`,
    mb(later.bytes),
  ]);
  check(`${name}, bytes read`, opening.bytes + later.bytes, LIMITS.localBytes);
  check(`${name}, time`, opening.ms, LIMITS.localMs);
}

async function measureHttp(name: string, server: CountingServer, delayMs: number): Promise<void> {
  server.reset();
  const opening = await measureOpeningAlone(server.storeUrl);
  const all = server.count();
  rows.push([
    `${name}, Node, HTTP${delayMs > 0 ? ` +${delayMs} ms` : ''}, rows included`,
    ms(opening.ms),
    ms(opening.listedMs),
    String(all.requests),
    mb(all.bytes),
    String(opening.reads),
  ]);
}

function addPage(name: string, opening: PageOpening): void {
  const { first, settled } = opening;
  rows.push([
    name,
    ms(opening.figuresMs),
    '',
    first === null ? '-' : String(first.requests),
    mb(first?.bytes ?? null),
    '',
    settled === null ? '-' : String(settled.requests),
    mb(settled?.bytes ?? null),
    mb(opening.heapBytes),
    mb(opening.bufferBytes),
    mb(opening.processBytes),
  ]);
  check(`${name}, heap`, opening.heapBytes, LIMITS.heapBytes);
  if (first !== null) check(`${name}, requests`, first.requests, LIMITS.requests);
  else check(`${name}, time`, opening.figuresMs, LIMITS.localMs);
}

async function measureStore(store: BigStore, gigabytes: number): Promise<void> {
  const name = `${gigabytes} GB ${store.layout}`;
  await measureLocal(name, store);
  const browser = await launchBrowser();
  try {
    for (const delayMs of [0, DELAY_MS]) {
      const server = await startCountingServer(appFolder, storePathOf(store), delayMs);
      try {
        await measureHttp(name, server, delayMs);
        const suffix = delayMs > 0 ? ` +${delayMs} ms` : '';
        addPage(`${name}, page, HTTP${suffix}`, await measureUrlOpening(browser, server));
        if (delayMs === 0) addPage(`${name}, page, file`, await measureFileOpening(browser, server.url, store.folder));
      } finally {
        server.close();
      }
    }
  } finally {
    await browser.close();
  }
}

for (const gigabytes of sizes.length > 0 ? sizes : [5]) {
  for (const layout of LAYOUTS) {
    const store = prepareBigStore(gigabytes, layout);
    if (store === null) continue;
    const { size } = statSync(storePathOf(store));
    console.log(`${store.folder}: ${size.toLocaleString('en-US')} bytes, ${store.sequenceCount} sequences`);
    await measureStore(store, gigabytes);
  }
}
for (const line of formatTable(rows, [false, ...HEADER.slice(1).map(() => true)])) console.log(line);
for (const failure of failures) console.error(`FAIL ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
