import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** Makes the pictures of the README; not part of the tests. */
export default defineConfig({ ...base, testDir: 'e2e/pictures', testMatch: '*.pictures.ts', reporter: 'list' });
