import { ensureInstalled } from './install.mjs';
import { runTypeScript } from './tools.mjs';

ensureInstalled();
await runTypeScript('bench/main.ts', process.argv.slice(2));
