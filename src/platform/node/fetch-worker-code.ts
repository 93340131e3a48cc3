/**
 * The worker that fetches for `createFetchTransport`, as text: a module of its own would be lost where the command line is bundled
 * into one file. Plain JavaScript for the oldest supported Node.
 *
 * workerData: { port, signal, maxParallel, timeoutMs }. Message: requests { url, range, maxBytes }. Answer on the port: a list of
 * { reason } or { status, statusText, headers, body, bodyEnd }. signal[0] counts answered messages, signal[1] signs of life.
 */
export const FETCH_WORKER_CODE = `
const { workerData } = require('node:worker_threads');
const { port, signal, maxParallel, timeoutMs } = workerData;

port.on('message', async (requests) => {
  const answers = new Array(requests.length);
  let next = 0;
  const work = async () => {
    while (next < requests.length) {
      const i = next++;
      answers[i] = await exchange(requests[i]);
    }
  };
  await Promise.all(Array.from({ length: maxParallel }, work));
  port.postMessage(answers, answers.flatMap((answer) => (answer.body ? [answer.body.buffer] : [])));
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
});

async function exchange({ url, range, maxBytes }) {
  const abort = new AbortController();
  const stop = () => abort.abort(new Error('nothing in ' + timeoutMs / 1000 + ' s'));
  let timer = setTimeout(stop, timeoutMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(stop, timeoutMs);
    Atomics.add(signal, 1, 1);
  };
  try {
    const headers = range ? { range } : {};
    const response = await fetch(url, { headers, signal: abort.signal });
    alive();
    const read = await readBody(response, maxBytes, alive);
    const { status, statusText } = response;
    return { status, statusText, headers: [...response.headers], ...read };
  } catch (error) {
    return { reason: describe(error) };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function readBody(response, maxBytes, alive) {
  const chunks = [];
  let length = 0;
  let bodyEnd = 'whole';
  try {
    for await (const chunk of response.body ?? []) {
      alive();
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) {
        bodyEnd = 'stopped';
        break;
      }
    }
  } catch {
    bodyEnd = 'cut';
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return { body, bodyEnd };
}

function describe(error) {
  const cause = error.cause ?? error;
  return cause.message || cause.code || String(cause);
}
`;
