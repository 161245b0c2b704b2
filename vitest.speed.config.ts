import { defineConfig } from 'vitest/config';

/** What has to be fast, measured with nothing beside it: one worker, and not together with the other tests. */
export default defineConfig({
  test: {
    include: ['{kernel,db,jobs,domain,knowledge,integrations,tools,agents,graphs,server}/**/*.speed.test.ts'],
    setupFiles: ['tests/support/no-network.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
