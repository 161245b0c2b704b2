import type { Environment } from '../../kernel/config/env.ts';

export const TEST_PASSWORD = 'correct horse battery';

/** Settings of a service under test, also of one in a process of its own. */
export const TEST_ENVIRONMENT: Environment = {
  PORT: '0',
  HOST: '127.0.0.1',
  DEMO_DATA: 'off',
  LOG_LEVEL: 'silent',
  ADMIN_PASSWORD: TEST_PASSWORD,
  JWT_SECRET: 'a secret for tests only, 32 chars+',
  RATE_LIMIT: '1000000',
  SHUTDOWN_GRACE_MS: '2000',
  // A busy machine is no database that went away; a test that wants one says so.
  CALLBACK_DEADLINE_MS: '60000',
};
