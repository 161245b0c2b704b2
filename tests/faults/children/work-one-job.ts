import { z } from 'zod';
import { JobEngine } from '../../../jobs/engine.ts';
import { defineJob } from '../../../jobs/job.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { createLogger } from '../../../kernel/logger.ts';

/** A worker that takes jobs and never ends one. */
const heavy = defineJob({ name: 'carry-heavy', payload: z.object({ n: z.int() }), concurrency: 1 });
const engine = new JobEngine({
  url: process.argv[2] as string,
  embedded: process.argv[3] === 'embedded',
  poolSize: 2,
  clock: systemClock,
  logger: createLogger('warn'),
  jobs: [heavy],
});
engine.handle(heavy, async ({ n }) => {
  process.stdout.write(`took ${n}\n`);
  await new Promise(() => undefined);
});
await engine.start();
await engine.work();
process.stdout.write('working\n');
