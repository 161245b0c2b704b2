import { readEnvironment } from '../kernel/config/env.ts';
import { toConfig } from '../kernel/config/config.ts';
import type { Config } from '../kernel/config/config-shape.ts';
import { AppError } from '../kernel/errors.ts';
import { printBanner } from './print-banner.ts';
import { startService } from './start-service.ts';

/** `node server/main.ts [--role=all|api|worker]`: reads the settings, starts, and stops on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig();
  const service = await startService(config);
  printBanner(config, { url: service.url, adminPassword: service.adminPassword, demoLogins: service.demoLogins });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        service.parts.logger.error({ error }, 'The service did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function readConfig(): Config {
  const role = process.argv.find((argument) => argument.startsWith('--role='))?.slice('--role='.length);
  return toConfig({ ...readEnvironment(), ...(role ? { ROLE: role } : {}) });
}

main().catch((thrown: unknown) => {
  const sentence =
    thrown instanceof AppError
      ? `${thrown.sentence('zh')}\n${thrown.message}`
      : String(thrown instanceof Error ? thrown.stack : thrown);
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
