import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

/** One port a run, handed down to the workers, which read this file again: two runs side by side do not meet. */
process.env.TALKSCOPE_E2E_PORT ??= String(20_000 + (process.pid % 20_000));
const PORT = Number(process.env.TALKSCOPE_E2E_PORT);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  // Two cores: more browsers at once only slow each other down.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  globalSetup: './e2e/global-setup.ts',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
  webServer: {
    command: `node scripts/talkscope.mjs serve --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
