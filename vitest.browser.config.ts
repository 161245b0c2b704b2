import { defineConfig } from 'vitest/config';

/** The console in Debian's Chromium against a whole service; its own command because it needs a built console. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
