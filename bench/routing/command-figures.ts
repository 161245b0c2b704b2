import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { callbackSecret } from '../../domain/messaging/accounts/callback-secret.ts';
import { queueCommand } from '../../domain/messaging/commands/queue-command.ts';
import { systemActor } from '../../kernel/actor.ts';
import { toConfig } from '../../kernel/config/config.ts';
import { PERMISSIONS } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { startService, type Service } from '../../server/start-service.ts';
import type { BenchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { profileHere } from '../profile.ts';
import type { DatabaseKind, Figure } from '../result.ts';
import { serviceEnvironment } from '../service-environment.ts';
import { spreadOf } from '../spread.ts';
import { bareQueueRate } from './bare-queue.ts';
import { inParallel } from './in-parallel.ts';
import { instantChannel, type Taken } from './instant-channel.ts';

const COMMANDS: Readonly<Record<DatabaseKind, number>> = { PostgreSQL: 10_000, embedded: 1000 };
const SHORT_COMMANDS = 100;
const ACCOUNTS = 20;
/** Robots say at most six things a minute in one conversation. */
const PER_CONVERSATION = 5;
const AT_ONCE = 8;
const POLL_MS = 50;
const LIMIT_MS = 600_000;

/** How fast commands go out and are confirmed, beside a queue of pg-boss alone, in alternating rounds. */
export async function commandFigures(options: BenchOptions, database: BenchDatabase): Promise<Figure[]> {
  const commands = options.short ? SHORT_COMMANDS : COMMANDS[database.kind];
  const rounds = options.short ? 1 : 3;
  const ours: number[] = [];
  const peer: number[] = [];
  let profile = '';
  for (let round = 0; round < rounds; round += 1) {
    await withService(database, async (service, taken) => {
      const shoot = async (): Promise<void> => void ours.push(await commandRate(service, taken, commands));
      if (round === rounds - 1) profile = await profileHere(shoot);
      else await shoot();
    });
    peer.push(await peerRate(database, commands));
  }
  const what = `${commands.toLocaleString('en-GB')} commands queued, sent and confirmed`;
  const of = (name: string, unit: string, values: readonly number[]): Figure => ({
    what: `${what}: ${name}`,
    on: database.kind,
    unit,
    spread: spreadOf(values),
  });
  return [
    { ...of('the service', 'commands/s', ours), profile },
    of('pg-boss alone', 'commands/s', peer),
    of(
      'the service / pg-boss alone',
      'ratio',
      ours.map((rate, round) => rate / (peer[round] ?? Number.NaN)),
    ),
  ];
}

async function withService(
  database: BenchDatabase,
  work: (service: Service, taken: Taken[]) => Promise<void>,
): Promise<void> {
  const taken: Taken[] = [];
  const channel = instantChannel((command) => void taken.push(command));
  const config = toConfig({ PORT: '0', ...serviceEnvironment(database.environment) });
  const service = await startService(config, { channels: new Map([['worktool', channel]]) });
  try {
    await work(service, taken);
  } finally {
    await service.stop();
  }
}

async function commandRate(service: Service, taken: Taken[], commands: number): Promise<number> {
  const conversations = await addConversations(service, Math.ceil(commands / PER_CONVERSATION));
  const { parts } = service;
  const run = newId();
  const begin = performance.now();
  const reporting = report(service, taken, commands);
  await inParallel(commands, AT_ONCE, async (n) => {
    const scope = {
      ...parts,
      em: forkEm(parts.orm),
      actor: systemActor(PERMISSIONS),
      events: parts.bus,
      jobs: parts.engine,
    };
    await queueCommand(scope, {
      conversation_id: conversations[n % conversations.length]!,
      content: { kind: 'text', text: `您好，第${n}份报价已经整理好了，方便的时候看一下。`, mentions: [] },
      lane: 'bulk',
      source: 'api',
      proactive: false,
      idempotency_key: `bench:${run}:${n}`,
    });
  });
  await reporting;
  await allCompleted(service, run, commands);
  return (commands / (performance.now() - begin)) * 1000;
}

async function addConversations(service: Service, count: number): Promise<string[]> {
  const em = forkEm(service.parts.orm);
  await query(em, 'update send_policy set same_text_per_hour = 1000', []);
  await query(
    em,
    `insert into channel_account (id, channel, external_id, name, state, created_at, updated_at)
     select gen_random_uuid(), 'worktool', 'bench-' || gen_random_uuid(), '小枢' || n, 'online', now(), now()
     from generate_series(1, $1::int) n`,
    [ACCOUNTS],
  );
  const rows = await query<{ id: string }>(
    em,
    `with account as (select id, row_number() over (order by created_at desc, id) as n from channel_account
        order by created_at desc, id limit $2::int),
      made as (
        insert into channel_conversation (id, channel, kind, place, external_id, name, stable, created_at, updated_at)
        select gen_random_uuid(), 'worktool', 'person', '', 'bench-' || gen_random_uuid(), '客户' || n, true, now(), now()
        from generate_series(1, $1::int) n returning id),
      numbered as (select id, row_number() over () as n from made),
      speaks as (
        insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at)
        select m.id, a.id, now(), now() from numbered m join account a on a.n = m.n % $2::int + 1 returning conversation_id)
     select id from made`,
    [count, ACCOUNTS],
  );
  return rows.map((row) => row.id);
}

/** Reports over the webhook what the vendor took, as it takes it. */
async function report(service: Service, taken: Taken[], commands: number): Promise<void> {
  let reported = 0;
  const limit = performance.now() + LIMIT_MS;
  while (reported < commands) {
    if (performance.now() > limit) throw new Error(`${reported} of ${commands} commands reached the vendor in time`);
    const batch = taken.splice(0);
    if (batch.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await inParallel(batch.length, AT_ONCE, async (n) => {
      const { accountId, vendorId } = batch[n]!;
      const secret = callbackSecret(service.parts.jwtSecret, 'worktool', accountId);
      const url = `${service.url}/api/v1/webhooks/worktool/${secret}/result`;
      const answer = await fetch(url, { method: 'POST', body: vendorId });
      if (!answer.ok) throw new Error(`a report was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    });
    reported += batch.length;
  }
}

/** Waits until every command of the run is known to be done. @throws Error when one came to another end */
async function allCompleted(service: Service, run: string, commands: number): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  while (performance.now() < limit) {
    const rows = await query<{ status: string; n: number }>(
      forkEm(service.parts.orm),
      `select status, count(*)::int as n from robot_command_queue where idempotency_key like $1 group by status`,
      [`bench:${run}:%`],
    );
    const done = rows.find((row) => row.status === 'completed')?.n ?? 0;
    if (done === commands) return;
    const bad = rows.find((row) => ['failed', 'refused', 'held', 'cancelled'].includes(row.status));
    if (bad) throw new Error(`${bad.n} commands were ${bad.status}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('not every command was confirmed in time');
}

/** On the server beside the service's own tables; the embedded database has one owner, so the peer gets the copy. */
async function peerRate(database: BenchDatabase, commands: number): Promise<number> {
  if (database.kind === 'PostgreSQL') return await bareQueueRate(database.forPeer['DATABASE_URL']!, commands);
  const embedded = await startEmbedded({ dataDir: database.forPeer['DATA_DIR']! });
  try {
    return await bareQueueRate(embedded.url, commands);
  } finally {
    await embedded.stop();
  }
}
