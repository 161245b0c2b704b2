import { PgBoss } from 'pg-boss';
import { inParallel } from './in-parallel.ts';

const AT_ONCE = 8;
const WORKERS = 2;
/** What one look of a worker brings: pg-boss is at its best with large ones. */
const BATCH = 100;

/**
 * The peer of the command queue: pg-boss and nothing else. A job for each command, carried out at once, and a job for its
 * confirmation. No policy, no order in a conversation, no record of what happened.
 * @returns commands a second, from the first one queued to the last one confirmed
 */
export async function bareQueueRate(connectionString: string, commands: number): Promise<number> {
  const boss = new PgBoss({ connectionString, schema: 'bare_queue' });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    await boss.createQueue('send');
    await boss.createQueue('confirm');
    let confirmed = 0;
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const how = { batchSize: BATCH, pollingIntervalSeconds: 0.5 };
    for (let worker = 0; worker < WORKERS; worker += 1) {
      await boss.work<{ text: string }>('send', how, async (jobs) => {
        await boss.insert(
          'confirm',
          jobs.map((job) => ({ data: { id: job.id } })),
        );
      });
      await boss.work('confirm', how, (jobs) => {
        confirmed += jobs.length;
        if (confirmed >= commands) resolve();
        return Promise.resolve();
      });
    }
    const begin = performance.now();
    await inParallel(commands, AT_ONCE, async (n) => await boss.send('send', { text: `第${n}条` }));
    await done;
    return (commands / (performance.now() - begin)) * 1000;
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}
