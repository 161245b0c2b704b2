import { benchDatabase, type BenchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { startChild, type ChildServer } from './child-server.ts';
import { load } from './load.ts';
import { machineFacts } from './machine.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { seedLeads } from './seed-leads.ts';
import { adminToken, serviceEnvironment } from './service-environment.ts';
import { spreadOf } from './spread.ts';

const PATH = '/api/v1/crm/leads?page_size=20';
const CONNECTIONS = 32;
/** Share of the bare server's requests that the service must reach. */
const AIM = 0.8;

interface Contestant {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `GET /api/v1/crm/leads` of the service beside bare Fastify and `pg`, in alternating rounds. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await machineFacts({
    serverUrl: options.databases.includes('PostgreSQL') ? options.serverUrl : null,
    embedded: options.databases.includes('embedded'),
    short: options.short,
  });
  const figures: Figure[] = [];
  for (const kind of options.databases) figures.push(...(await compareOn(kind, options)));
  printResult({
    bench: 'lead-list',
    title: 'List of leads over HTTP',
    method: `\`GET ${PATH}\` of 10,000 leads, signed in, ${CONNECTIONS} connections, beside bare Fastify and pg that read the same page and total without signing in or validation; rounds alternate.`,
    machine,
    figures,
  });
}

async function compareOn(kind: DatabaseKind, options: BenchOptions): Promise<Figure[]> {
  const database = await benchDatabase(kind, options.serverUrl, seedLeads);
  const running: ChildServer[] = [];
  try {
    const ours = await startChild('server/main.ts', serviceEnvironment(database.environment));
    running.push(ours);
    const bare = await startChild('bench/bare/lead-list-server.ts', database.forPeer);
    running.push(bare);
    return await compare(kind, options, await contestants(ours, bare));
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    await database.drop();
  }
}

async function contestants(ours: ChildServer, bare: ChildServer): Promise<{ ours: Contestant; bare: Contestant }> {
  const pair = {
    ours: { url: ours.url + PATH, headers: { authorization: `Bearer ${await adminToken(ours.url)}` } },
    bare: { url: bare.url + PATH, headers: {} },
  };
  const sizes = await Promise.all([answerSize(pair.ours), answerSize(pair.bare)]);
  // A peer that sends less would not do the same work.
  if (Math.abs(sizes[0] - sizes[1]) > sizes[0] / 50) throw new Error(`answers of ${sizes.join(' and ')} bytes`);
  return pair;
}

async function answerSize(one: Contestant): Promise<number> {
  const answer = await fetch(one.url, { headers: { ...one.headers } });
  const text = await answer.text();
  const { items, total } = JSON.parse(text) as { items?: unknown[]; total?: number };
  if (items?.length !== 20 || total !== 10_000) throw new Error(`${one.url} answered ${text.slice(0, 200)}`);
  return text.length;
}

async function compare(
  kind: DatabaseKind,
  options: BenchOptions,
  pair: { ours: Contestant; bare: Contestant },
): Promise<Figure[]> {
  const seconds = options.short ? 1 : 5;
  const rounds = options.short ? 1 : 7;
  const shoot = async (one: Contestant, duration: number): Promise<number> =>
    (await load({ ...one, connections: CONNECTIONS, seconds: duration })).requestsPerSecond;
  for (const one of [pair.ours, pair.bare]) await shoot(one, options.short ? 1 : 10);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await shoot(pair.ours, seconds));
    bare.push(await shoot(pair.bare, seconds));
  }
  const ratio = spreadOf(ours.map((value, round) => value / (bare[round] ?? Number.NaN)));
  return [
    { what: 'the service', on: kind, unit: 'requests/s', spread: spreadOf(ours) },
    { what: 'bare Fastify and pg', on: kind, unit: 'requests/s', spread: spreadOf(bare) },
    {
      what: 'service / bare',
      on: kind,
      unit: 'ratio',
      spread: ratio,
      aim: { text: `at least ${AIM}`, met: ratio.median >= AIM },
    },
  ];
}

await main();
