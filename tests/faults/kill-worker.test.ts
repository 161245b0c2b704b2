import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { startChild } from '../support/child.ts';
import { jobBench, type JobBench } from '../support/job-bench.ts';

const heavy = defineJob({ name: 'carry-heavy', payload: z.object({ n: z.int() }), concurrency: 1 });
let bench: JobBench;

beforeAll(async () => {
  bench = await jobBench([heavy]);
});
afterAll(() => bench.stop());

it('gives the job of a killed worker to another one within 30 seconds', async () => {
  await bench.engine.enqueue(bench.em(), heavy, { n: 1 });
  const first = startChild('tests/faults/children/work-one-job.ts', [
    bench.database.url,
    bench.database.embedded ? 'embedded' : 'server',
  ]);
  await first.said(/took 1/, 30_000);
  await first.kill();
  const killed = performance.now();
  const taken: number[] = [];
  bench.engine.handle(heavy, ({ n }, { attempt }) => Promise.resolve(void taken.push(n, attempt)));
  await bench.engine.work();
  await vi.waitUntil(() => taken.length > 0, { timeout: 40_000, interval: 50 });
  expect(performance.now() - killed).toBeLessThan(30_000);
  expect(taken).toEqual([1, 2]);
  await vi.waitUntil(async () => (await bench.stored('carry-heavy'))[0]?.state === 'completed', { timeout: 5000 });
}, 80_000);
