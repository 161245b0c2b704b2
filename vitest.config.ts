import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernel,db,jobs,domain,knowledge,integrations,tools,agents,graphs,server,tests,web}/**/*.test.{ts,tsx}'],
    // Speed is tested alone (vitest.speed.config.ts): beside other tests it says how busy the machine is.
    exclude: ['tests/browser/**', '**/*.speed.test.ts', '**/node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/no-network.ts'],
    // An embedded database takes some 250 MB and the machine has few cores.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
