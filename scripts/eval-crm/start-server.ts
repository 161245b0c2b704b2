import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../db/embedded.ts';
import { toConfig } from '../../kernel/config/config.ts';
import { startService } from '../../server/start-service.ts';

const PASSWORD = 'for this evaluation only';

export interface EvalServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** Starts the whole service on an empty database in memory, at a free port. */
export async function startServer(): Promise<EvalServer> {
  const database = await startEmbedded({});
  const folder = mkdtempSync(join(tmpdir(), 'eval-crm-'));
  const config = toConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DEMO_DATA: 'off',
    LOG_LEVEL: 'error',
    ADMIN_PASSWORD: PASSWORD,
    JWT_SECRET: 'a secret for this evaluation only, 32+',
    RATE_LIMIT: '1000000',
    SHUTDOWN_GRACE_MS: '2000',
  });
  const service = await startService(config, {
    database: { url: database.url, embedded: true, stop: () => database.stop() },
  });
  return {
    url: service.url,
    username: 'admin',
    password: PASSWORD,
    stop: async () => {
      await service.stop();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
