import { PgBoss } from 'pg-boss';

const [url = '', count = '0', settings = 'default'] = process.argv.slice(2);
const best = settings === 'best';
const PAGE = 500;

/** Jobs that do nothing, put in five hundred at a time. Kept of each: its row. At its best it takes 500 with one look. */
const boss = new PgBoss({ connectionString: url, ...(best ? { max: 20 } : {}) });
boss.on('error', () => undefined);
await boss.start();
await boss.createQueue('steps');
let left = 50;
let { promise: done, resolve } = Promise.withResolvers<void>();
const how = best ? { batchSize: PAGE, pollingIntervalSeconds: 0.5 } : { batchSize: 50 };
for (let worker = 0; worker < (best ? 4 : 1); worker += 1)
  await boss.work<{ n: number }>('steps', how, (jobs) => {
    left -= jobs.length;
    if (left <= 0) resolve();
    return Promise.resolve();
  });
const insert = async (jobs: number): Promise<void> => {
  for (let at = 0; at < jobs; at += PAGE)
    await boss.insert(
      'steps',
      Array.from({ length: Math.min(PAGE, jobs - at) }, (_unused, n) => ({ data: { n: at + n } })),
    );
};
await insert(50);
await done;
({ promise: done, resolve } = Promise.withResolvers<void>());
left = Number(count);
const begin = performance.now();
await insert(Number(count));
await done;
const seconds = (performance.now() - begin) / 1000;
await boss.stop({ graceful: false, close: true });
console.log(JSON.stringify({ rate: Number(count) / seconds }));
process.exit(0);
