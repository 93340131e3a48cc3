import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread does not share the TypeScript loader of the thread that starts it.
register();
await import(workerData.module);
