import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DataError } from '../core/errors.ts';
import { serveDataset } from '../platform/node/serve.ts';
import { APP_FOLDER } from './installation.ts';
import type { Output } from './output.ts';

/** `serve`: the built page and a dataset on loopback until the process is interrupted. Returns the exit status. */
export async function serve(
  command: { readonly source: string | null; readonly port: number | null; readonly open: boolean },
  output: Output,
): Promise<number> {
  if (!existsSync(APP_FOLDER)) {
    throw new DataError({
      code: 'app-not-built',
      what: 'The page is not built',
      expected: 'the built page in dist/app',
      found: 'no such folder; npm start builds it',
      where: 'dist/app',
    });
  }
  const server = await serveDataset({ appFolder: APP_FOLDER, dataset: command.source, port: command.port });
  output.print(server.url);
  if (command.open) openBrowser(server.url);
  await new Promise<void>((resolve) => {
    // Under npm the terminal and npm both send it: the second must not end the process half-way.
    process.on('SIGINT', resolve);
    process.on('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}

/** Asks the desktop to show the address; where there is none, the printed address is enough. */
function openBrowser(url: string): void {
  const [program, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  spawn(program as string, args as string[], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
