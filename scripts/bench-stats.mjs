import { ensureInstalled } from './install.mjs';
import { runTypeScript } from './tools.mjs';

ensureInstalled();
await runTypeScript('bench/statistics.ts', process.argv.slice(2));
