import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../agents/agent.ts';
import { forkEm } from '../db/orm.ts';
import { query, queryOne } from '../db/query.ts';
import { actorOf, loadUser } from '../domain/identity/load-actor.ts';
import type { Actor } from '../kernel/actor.ts';
import { toConfig } from '../kernel/config/config.ts';
import { newId } from '../kernel/ids.ts';
import { startService, type Service } from '../server/start-service.ts';
import { startModelServer, type ModelServer } from '../tests/support/model-server/start-model-server.ts';
import { sayText } from '../tests/support/model-server/step.ts';
import { benchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { factsFor, type DatabaseFacts } from './machine.ts';
import { profileHere } from './profile.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { serviceEnvironment } from './service-environment.ts';
import { spreadOf, type Spread } from './spread.ts';

/** What a turn may add to the model's own time, beside two commits. */
const AIM_MS = 10;
const TURNS_PER_THREAD = 4;
const ANSWER = '华东团队本月有三条线索需要跟进，建议先联系上周没有回复的客户。';

/** One agent without tools, so that a turn is one model call. */
const AGENT: Agent = {
  name: 'sales',
  title: '销售助手',
  charge: '回答销售问题',
  tools: [],
  specialties: [],
  permission: 'chat.use',
  prompt: '你是销售助手，回答要简短。',
};

/** A whole turn of the assistant beside the bare HTTP call to the same model, one after the other. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) {
    const facts = kind === 'embedded' ? machine.embedded : machine.server;
    if (facts) figures.push(...(await measureOn(kind, options, facts)));
  }
  printResult({
    bench: 'chat-turn',
    title: 'Time a chat turn adds to the model',
    method: `A model endpoint that answers at once. A turn (question stored, graph, model call, checkpoint, usage, events and answer stored) alternates with the same HTTP request sent by fetch and read to its end; ${TURNS_PER_THREAD} turns per conversation, one at a time. The aim is ${AIM_MS} ms plus two commits of the database.`,
    machine,
    figures,
  });
}

async function measureOn(kind: DatabaseKind, options: BenchOptions, facts: DatabaseFacts): Promise<Figure[]> {
  const database = await benchDatabase(kind, options.serverUrl, () => Promise.resolve());
  const model = await startModelServer({ script: () => sayText(ANSWER, { pieces: 8 }) });
  const environment = serviceEnvironment({
    ...database.environment,
    PORT: '0',
    LLM_BASE_URL: model.url,
    LLM_MODEL: 'bench',
    LLM_API_KEY: 'none',
  });
  const staff = { tools: [], agents: [AGENT] };
  const service = await startService(toConfig(environment), { staff, withoutWorkers: true });
  try {
    return await compare(kind, options, facts, { service, model, actor: await administrator(service) });
  } finally {
    await service.stop();
    await model.close();
    await database.drop();
  }
}

interface Bench {
  readonly service: Service;
  readonly model: ModelServer;
  readonly actor: Actor;
}

async function administrator(service: Service): Promise<Actor> {
  const em = forkEm(service.parts.orm);
  const row = await queryOne<{ id: string }>(em, "select id from app_user where role = 'administrator'");
  const user = row && (await loadUser(em, row.id));
  if (!user) throw new Error('there is no administrator');
  return actorOf(user, { locale: 'zh' });
}

async function compare(
  kind: DatabaseKind,
  options: BenchOptions,
  facts: DatabaseFacts,
  bench: Bench,
): Promise<Figure[]> {
  const turns = options.short ? 8 : 60;
  const rounds = options.short ? 1 : 5;
  await pairs(bench, options.short ? 8 : 100);
  const found: Pairs[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await pairs(bench, turns));
  const commits = await commitsPerTurn(kind, bench, turns);
  const added = spreadOf(found.map((one) => one.turn - one.call));
  const most = AIM_MS + 2000 / facts.commitsPerSecond;
  const isMet = added.median < most;
  const profile =
    isMet || options.short ? {} : { profile: await profileHere(async () => void (await pairs(bench, turns))) };
  const ms = (what: string, spread: Spread): Figure => ({ what, on: kind, unit: 'ms', spread });
  return [
    ms('the model alone', spreadOf(found.map((one) => one.call))),
    ms('a whole turn', spreadOf(found.map((one) => one.turn))),
    { ...ms('added by the service', added), aim: { text: `under ${most.toFixed(1)} ms`, met: isMet }, ...profile },
    ...commits,
  ];
}

/** Medians of one round, ms. */
interface Pairs {
  readonly turn: number;
  readonly call: number;
}

async function pairs(bench: Bench, count: number): Promise<Pairs> {
  const turn: number[] = [];
  const call: number[] = [];
  let threadId = newId();
  for (let n = 0; n < count; n += 1) {
    if (n % TURNS_PER_THREAD === 0) threadId = newId();
    turn.push(await timed(() => oneTurn(bench, threadId)));
    const body = JSON.stringify(bench.model.ledger.at(-1)?.body);
    call.push(await timed(() => bareCall(bench.model, body)));
  }
  return { turn: spreadOf(turn).median, call: spreadOf(call).median };
}

async function oneTurn({ service, actor }: Bench, threadId: string): Promise<void> {
  const { runs } = service.assistant;
  const message = { id: newId(), content: '华东团队本月有哪些线索要跟进？' };
  await runs.start(actor, { threadId, runId: newId(), input: { message } });
  await runs.idle();
}

async function bareCall(model: ModelServer, body: string): Promise<void> {
  const answer = await fetch(`${model.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    body,
  });
  const text = await answer.text();
  if (!answer.ok || !text.includes('[DONE]')) throw new Error(`the model answered ${answer.status}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/**
 * Transactions of a turn. The embedded database has no other user, so the numbers it gave out count the writing ones
 * exactly; a server counts all of one database's, the reading ones too.
 */
async function commitsPerTurn(kind: DatabaseKind, bench: Bench, turns: number): Promise<Figure[]> {
  const em = forkEm(bench.service.parts.orm);
  const count = async (): Promise<number> => {
    if (kind === 'embedded') {
      const row = await queryOne<{ n: string }>(em, 'select pg_current_xact_id()::text as n');
      return Number(row?.n);
    }
    // A backend reports its counts about once a second, when it is given something to do.
    for (let n = 0; n < 3; n += 1) {
      await sleep(1100);
      await query(em, 'select 1');
    }
    const text = 'select xact_commit::text as n from pg_stat_database where datname = current_database()';
    return Number((await queryOne<{ n: string }>(em, text))?.n);
  };
  const before = await count();
  const threadId = newId();
  for (let n = 0; n < turns; n += 1) await oneTurn(bench, threadId);
  const perTurn = ((await count()) - before) / turns;
  const what = kind === 'embedded' ? 'writing transactions per turn' : 'transactions per turn, reading ones too';
  return [{ what, on: kind, unit: 'commits', spread: spreadOf([Math.round(perTurn * 10) / 10]) }];
}

await main();
