import { DBOS } from '@dbos-inc/dbos-sdk';
import { inParallel } from '../routing/in-parallel.ts';

const [url = '', count = '0', settings = 'default'] = process.argv.slice(2);
const best = settings === 'best';
/** Workflows under way at the same time. */
const AT_ONCE = best ? 200 : 20;

/** Durable workflows of two steps that do nothing. Kept of each: its status with input and output, and each step's output. */
DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: url,
  logLevel: 'error',
  runAdminServer: false,
  ...(best ? { systemDatabasePoolSize: 40 } : {}),
});
const noOp = (): Promise<number> => Promise.resolve(1);
const twoSteps = DBOS.registerWorkflow(
  async (n: number) => {
    await DBOS.runStep(noOp, { name: 'first' });
    await DBOS.runStep(noOp, { name: 'second' });
    return n;
  },
  { name: 'twoSteps' },
);
await DBOS.launch();
const one = async (n: number): Promise<void> => void (await (await DBOS.startWorkflow(twoSteps)(n)).getResult());
await inParallel(50, AT_ONCE, one);
const begin = performance.now();
await inParallel(Number(count), AT_ONCE, one);
const seconds = (performance.now() - begin) / 1000;
await DBOS.shutdown();
console.log(JSON.stringify({ rate: Number(count) / seconds }));
process.exit(0);
