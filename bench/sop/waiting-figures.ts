import { setTimeout as wait } from 'node:timers/promises';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { messageReceived } from '../../domain/messaging/signals.ts';
import type { BenchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { newId } from '../../kernel/ids.ts';
import type { Figure } from '../result.ts';
import { quantile, spreadOf } from '../spread.ts';
import { ownService, whenSo, type OwnService } from './own-service.ts';
import { serviceBeside, type ServiceBeside } from './service-beside.ts';

const MB = 2 ** 20;
const MEMORY_AIM_MB = 50;
const REPLY_AIM_MS = 50;
const REPLY_LIMIT_MS = 1000;
const TIMER_AIM_MS = 1000;
const WARM = 200;

interface Run {
  readonly own: OwnService;
  readonly beside: ServiceBeside;
  readonly options: BenchOptions;
}

/** Many sequences that wait: what starting them takes, what waiting costs, how soon a reply goes on, and how late a timer is. */
export async function waitingFigures(options: BenchOptions, database: BenchDatabase): Promise<Figure[]> {
  const url = database.environment['DATABASE_URL']!;
  const own = await ownService(url, { workers: false });
  const beside = await serviceBeside(url);
  const run: Run = { own, beside, options };
  try {
    return [...(await fill(run)), ...(await replies(run)), ...(await timers(run))];
  } finally {
    await beside.stop();
    await own.service.stop();
  }
}

const line = (what: string, unit: string, values: readonly number[]): Figure => ({
  what,
  on: 'PostgreSQL',
  unit,
  spread: spreadOf(values),
});

/** Starts them from another process, lets the service carry each to its wait, and looks at it afterwards. */
async function fill({ own, beside, options }: Run): Promise<Figure[]> {
  const count = options.short ? 1000 : 100_000;
  const template = await own.template([
    { id: 'wait', action_type: 'wait_reply', config: { judge: false, timeout_minutes: 10_080 } },
    { id: 'next', action_type: 'delay' },
    { id: 'later', action_type: 'delay', delay_minutes: 10_080 },
  ]);
  const waiting = async (): Promise<number> =>
    (await own.sql<{ n: number }>(`select count(*)::int as n from sop_instances where waits_for = 'reply'`))[0]!.n;
  const targets = await own.targets(count + WARM);
  await own.start(template, targets.slice(count));
  await whenSo('the first waits', 50, async () => (await waiting()) === WARM);
  const before = await beside.memory();
  const begin = performance.now();
  await own.start(template, targets.slice(0, count));
  const started = performance.now();
  await whenSo('the waits', 100, async () => (await waiting()) === count + WARM);
  const stood = performance.now();
  await wait(options.short ? 500 : 5000);
  const after = await beside.memory();
  const idleMs = options.short ? 2000 : 30_000;
  await wait(idleMs);
  const idle = await beside.memory();
  const grown = (after.held - before.held) / MB;
  const what = `${count.toLocaleString('en-GB')} waiting sequences`;
  return [
    line(`${what}: started`, 'sequences/s', [count / ((started - begin) / 1000)]),
    line(`${what}: started and carried to their wait`, 'sequences/s', [count / ((stood - begin) / 1000)]),
    {
      ...line(`${what}: memory the service holds more, after a collection`, 'MB', [grown]),
      aim: { text: `under ${MEMORY_AIM_MB}`, met: grown < MEMORY_AIM_MB },
    },
    line(`${what}: resident memory more`, 'MB', [(after.rss - before.rss) / MB]),
    line(`${what}: processor time of the idle service`, '% of a core', [(100 * (idle.cpuMs - after.cpuMs)) / idleMs]),
  ];
}

/** One contact after the other writes; measured from before the message is kept until somebody else sees the next step in the database. */
async function replies({ own, options }: Run): Promise<Figure[]> {
  const { parts } = own.service;
  const rows = await own.sql<{ id: string; conversation: string; person: string; account: string }>(
    `select id, conversation_id as conversation, person_id as person, account_id as account from sop_instances
     where waits_for = 'reply' order by md5(id::text) limit $1`,
    [options.short ? 20 : 500],
  );
  const took: number[] = [];
  for (const { id, conversation, person, account } of rows) {
    const begin = performance.now();
    const message = newId();
    await forkEm(parts.orm).transactional(async (em) => {
      await query(
        em,
        `insert into channel_message (id, conversation_id, account_id, person_id, direction, kind, text, raw_text, mentions_account,
           mentioned_ids, sent_at, received_at) values ($1, $2, $3, $4, 'in', 'text', '好的', '好的', false, '{}', now(), now())`,
        [message, conversation, account, person],
      );
      await parts.engine.tell(em, messageReceived, { message_id: message, conversation_id: conversation, own: false });
    });
    await whenSo(
      'the step after a reply',
      1,
      async () =>
        (await own.sql(`select 1 from sop_tasks where instance_id = $1 and step_id = 'next'`, [id])).length === 1,
    );
    took.push(performance.now() - begin);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  return [
    {
      ...line('from a reply to the next step (median p50, range to p99)', 'ms', [p50]),
      spread: { median: p50, min: sorted[0]!, max: p99 },
      aim: {
        text: `p50 under ${REPLY_AIM_MS}, p99 under ${REPLY_LIMIT_MS}`,
        met: p50 < REPLY_AIM_MS && p99 < REPLY_LIMIT_MS,
      },
    },
  ];
}

/** Thousands fall due in one second; another process looks how many are done, every few milliseconds. */
async function timers({ own, options }: Run): Promise<Figure[]> {
  const count = options.short ? 100 : 5000;
  const template = await own.template([
    { id: 'sleep', action_type: 'delay', delay_minutes: 1440 },
    { id: 'awake', action_type: 'delay' },
  ]);
  await own.start(template, await own.targets(count));
  const where = 'from sop_instances where template_id = $1';
  const standing = async (status: string): Promise<number> =>
    (await own.sql<{ n: number }>(`select count(*)::int as n ${where} and ${status}`, [template.id]))[0]!.n;
  await whenSo('the timers', 50, async () => (await standing(`waits_for = 'delay'`)) === count);
  // Spread over one second, as nothing of this is: the row's place in it is its moment.
  const from = Date.now() + 5000;
  await own.sql(
    `update sop_instances i set due_at = $2::timestamptz + x.n * interval '1 second' / $3::int
     from (select id, row_number() over (order by id) - 1 as n ${where}) x where x.id = i.id`,
    [template.id, new Date(from), count],
  );
  const late: number[] = [];
  await whenSo('the last timer', 5, async () => {
    const done = await standing(`status = 'completed'`);
    const now = Date.now();
    // They are taken in the order of their moments, so the n-th that is done was due at the n-th moment.
    for (let n = late.length; n < done; n += 1) late.push(Math.max(0, now - (from + (n * 1000) / count)));
    return done === count;
  });
  const sorted = late.toSorted((a, b) => a - b);
  const p99 = quantile(sorted, 0.99);
  return [
    {
      ...line(`${count.toLocaleString('en-GB')} timers within one second: lateness (median p50, range to p99)`, 'ms', [
        p99,
      ]),
      spread: { median: quantile(sorted, 0.5), min: sorted[0]!, max: p99 },
      aim: { text: `p99 under ${TIMER_AIM_MS}`, met: p99 < TIMER_AIM_MS },
    },
  ];
}
