import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import {
  ANSWER_TIMEOUT_MS,
  type BodyEnd,
  type HttpAnswer,
  type HttpRequest,
  rangeHeader,
  type SyncTransport,
} from '../http-answer.ts';
import { FETCH_WORKER_CODE } from './fetch-worker-code.ts';

export interface FetchTransport extends SyncTransport {
  /** Ends the worker; the next request starts another. */
  close(): void;
}

/** What the worker answers to one request. */
type WorkerAnswer =
  | { readonly reason: string }
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
      readonly bodyEnd: BodyEnd;
    };

/** Index in the shared signal: messages answered; signs of life. */
const ANSWERED = 0;
const ALIVE = 1;

/** How much longer than its own limit the worker may be silent before it is given up: it may have to start. */
const GRACE_MS = 15_000;

interface FetchWorker {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

/** HTTP for a synchronous core: a worker thread fetches, up to six requests side by side, and this thread sleeps until it is done. */
export function createFetchTransport(timeoutMs = ANSWER_TIMEOUT_MS): FetchTransport {
  const maxParallel = 6;
  let running: FetchWorker | null = null;

  function start(): FetchWorker {
    const { port1, port2 } = new MessageChannel();
    const signal = new Int32Array(new SharedArrayBuffer(8));
    // Without execArgv: [] the worker would load the TypeScript loader that this process may run under.
    const worker = new Worker(FETCH_WORKER_CODE, {
      eval: true,
      execArgv: [],
      workerData: { port: port2, signal, maxParallel, timeoutMs },
      transferList: [port2],
    });
    worker.unref();
    port1.unref();
    return { worker, port: port1, signal };
  }

  function close(): void {
    running?.port.close();
    void running?.worker.terminate();
    running = null;
  }

  function get(requests: readonly HttpRequest[]): HttpAnswer[] {
    if (requests.length === 0) return [];
    running ??= start();
    const answers = exchange(running, requests, timeoutMs + GRACE_MS);
    if (answers !== null) return answers.map(toHttpAnswer);
    close();
    return requests.map(() => ({ kind: 'none', isPage: false, reason: 'nothing from the thread that fetches' }));
  }

  return { maxParallel, get, close };
}

/** The transport of this process. */
export function sharedFetchTransport(): FetchTransport {
  shared ??= createFetchTransport();
  return shared;
}

let shared: FetchTransport | null = null;

/** Waits while the worker shows signs of life; null once it is silent for too long. */
function exchange(
  { port, signal }: FetchWorker,
  requests: readonly HttpRequest[],
  silenceMs: number,
): readonly WorkerAnswer[] | null {
  const answered = Atomics.load(signal, ANSWERED);
  port.postMessage(
    requests.map(({ url, range, maxBytes }) => ({ url, range: range === null ? null : rangeHeader(range), maxBytes })),
  );
  let alive = Atomics.load(signal, ALIVE);
  while (Atomics.wait(signal, ANSWERED, answered, silenceMs) === 'timed-out') {
    const now = Atomics.load(signal, ALIVE);
    if (now === alive) return null;
    alive = now;
  }
  const received = receiveMessageOnPort(port) as { message: readonly WorkerAnswer[] } | undefined;
  return received?.message ?? null;
}

function toHttpAnswer(answer: WorkerAnswer): HttpAnswer {
  if ('reason' in answer) return { kind: 'none', isPage: false, reason: answer.reason };
  return { kind: 'answer', ...answer, headers: new Map(answer.headers) };
}
