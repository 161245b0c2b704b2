import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Who asks how often something is to be tried has a long form. */
const LONG_FORMS = globSync('{domain,tests/journeys}/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes('/how-often.ts'),
);

/** Killed processes, and rules under chance, tried far more often than the suite has time for. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts', ...LONG_FORMS],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/no-network.ts'],
    env: { LONG_RUNS: '1' },
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
