import { ensureInstalled } from './install.mjs';
import { runTypeScript } from './tools.mjs';

ensureInstalled();
await runTypeScript('src/cli/main.ts', process.argv.slice(2));
