import { Logger, makeWorkerUtils, run, runMigrations } from 'graphile-worker';

const [url = '', count = '0', settings = 'default'] = process.argv.slice(2);
const best = settings === 'best';
const PAGE = 500;

/** Jobs that do nothing, put in five hundred at a time. Kept of each: nothing, a job that is done is deleted. */
const logger = new Logger(() => () => undefined);
await runMigrations({ connectionString: url, logger });
const utils = await makeWorkerUtils({ connectionString: url, logger });
let left = 50;
let { promise: done, resolve } = Promise.withResolvers<void>();
const insert = async (jobs: number): Promise<void> => {
  for (let at = 0; at < jobs; at += PAGE)
    await utils.addJobs(
      Array.from({ length: Math.min(PAGE, jobs - at) }, (_unused, n) => ({
        identifier: 'step',
        payload: { n: at + n },
      })),
    );
};
const runner = await run({
  connectionString: url,
  noHandleSignals: true,
  logger,
  taskList: {
    step: () => {
      left -= 1;
      if (left === 0) resolve();
    },
  },
  ...(best
    ? {
        concurrency: 24,
        preset: { worker: { localQueue: { size: PAGE }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      }
    : {}),
});
await insert(50);
await done;
({ promise: done, resolve } = Promise.withResolvers<void>());
left = Number(count);
const begin = performance.now();
await insert(Number(count));
await done;
const seconds = (performance.now() - begin) / 1000;
await runner.stop();
await utils.release();
console.log(JSON.stringify({ rate: Number(count) / seconds }));
process.exit(0);
