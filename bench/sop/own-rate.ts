import { ownService, whenSo } from './own-service.ts';

const POLL_MS = 20;
const [url = '', count = '0', steps = '1', batch = '0'] = process.argv.slice(2);

/**
 * Sequences of steps that do nothing, from the first start to the last end, in a process of its own. Kept of each: its row, and
 * a row of each step with its reason and its times.
 */
const own = await ownService(url, Number(batch) > 0 ? { batch: Number(batch) } : {});
const noOp = (n: number) => ({ id: `s${n}`, action_type: 'delay' });
const template = await own.template(Array.from({ length: Number(steps) }, (_unused, n) => noOp(n)));
const targets = await own.targets(Number(count) + 50);
await own.start(template, targets.slice(Number(count)));
const left = async (): Promise<number> =>
  (
    await own.sql<{ n: number }>(
      `select count(*)::int as n from sop_instances where template_id = $1 and status in ('pending', 'executing')`,
      [template.id],
    )
  )[0]!.n;
await whenSo('the first sequences', POLL_MS, async () => (await left()) === 0);
const begin = performance.now();
await own.start(template, targets.slice(0, Number(count)));
await whenSo('the sequences', POLL_MS, async () => (await left()) === 0);
const seconds = (performance.now() - begin) / 1000;
const [done] = await own.sql<{ n: number }>(
  `select count(*)::int as n from sop_tasks t join sop_instances i on i.id = t.instance_id where i.template_id = $1 and i.status = 'completed'`,
  [template.id],
);
if (done!.n !== targets.length * Number(steps)) throw new Error(`${done!.n} steps were kept`);
await own.service.stop();
console.log(JSON.stringify({ rate: Number(count) / seconds }));
process.exit(0);
