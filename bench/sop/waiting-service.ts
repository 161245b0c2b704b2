import { createInterface } from 'node:readline';
import { ownService } from './own-service.ts';

/**
 * The service on the database given, as it runs in earnest. On `memory` it collects garbage (`--expose-gc`) and prints what it
 * holds then and how long it has computed; on `stop` it ends.
 */
const { service } = await ownService(process.argv[2] ?? '');
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break;
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ rss, held: heapUsed + external, cpuMs: (user + system) / 1000 }));
}
await service.stop();
process.exit(0);
