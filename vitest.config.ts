import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    globalSetup: ['fixtures/unpack.ts'],
    setupFiles: ['fixtures/patient-waits.ts'],
    testTimeout: 60_000,
  },
});
