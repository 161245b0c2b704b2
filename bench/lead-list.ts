import { benchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { startChild, type ChildServer } from './child-server.ts';
import { load } from './load.ts';
import { factsFor } from './machine.ts';
import { profileOf } from './profile.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { seedLeads } from './seed-leads.ts';
import { adminToken, serviceEnvironment } from './service-environment.ts';
import { spreadOf } from './spread.ts';

const PATH = '/api/v1/crm/leads?page_size=20';
const CONNECTIONS = 32;
/** Share of the bare server's requests that the service must reach. */
const AIM = 0.8;
const BARE = 'bench/bare/lead-list-server.ts';

interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `GET /api/v1/crm/leads` of the service beside bare Fastify and `pg`, in alternating rounds. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) figures.push(...(await measureOn(kind, options)));
  printResult({
    bench: 'lead-list',
    title: 'List of leads over HTTP',
    method: `\`GET ${PATH}\` of 10,000 leads, signed in, ${CONNECTIONS} connections, a process each. Beside it bare Fastify and pg that read the same page and the same total, without signing in, validation or headers; rounds alternate.`,
    machine,
    figures,
  });
}

async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<Figure[]> {
  const database = await benchDatabase(kind, options.serverUrl, seedLeads);
  const running: ChildServer[] = [];
  const start = async (...how: Parameters<typeof startChild>): Promise<ChildServer> => {
    const server = await startChild(...how);
    running.push(server);
    return server;
  };
  try {
    const ours = await asContestant(await start('server/main.ts', serviceEnvironment(database.environment)));
    const peers = [bareContestant('bare Fastify and pg', await start(BARE, database.forPeer))];
    // Connections of the embedded database share one session, so names of statements would collide there.
    if (kind === 'PostgreSQL')
      peers.push(
        bareContestant('bare, prepared statements', await start(BARE, { ...database.forPeer, PREPARED: 'on' })),
      );
    const sizes = await Promise.all([ours, ...peers].map(answerSize));
    // A peer that sends less would not do the same work.
    if (Math.max(...sizes) > Math.min(...sizes) * 1.02) throw new Error(`answers of ${sizes.join(' and ')} bytes`);
    const figures = await compare(kind, options, ours, peers);
    if (options.short || figures.every((figure) => figure.aim?.met !== false)) return figures;
    for (const server of running.splice(0)) await server.stop();
    const profile = await profileOf(serviceEnvironment(database.environment), async (server) => {
      await shoot(await asContestant(server), 5);
    });
    return figures.map((figure) => (figure.aim?.met === false ? { ...figure, profile } : figure));
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    await database.drop();
  }
}

async function asContestant(server: ChildServer): Promise<Contestant> {
  const headers = { authorization: `Bearer ${await adminToken(server.url)}` };
  return { name: 'the service', url: server.url + PATH, headers };
}

function bareContestant(name: string, server: ChildServer): Contestant {
  return { name, url: server.url + PATH, headers: {} };
}

async function answerSize(one: Contestant): Promise<number> {
  const answer = await fetch(one.url, { headers: { ...one.headers } });
  const text = await answer.text();
  const { items, total } = JSON.parse(text) as { items?: unknown[]; total?: number };
  if (items?.length !== 20 || total !== 10_000) throw new Error(`${one.url} answered ${text.slice(0, 200)}`);
  return text.length;
}

async function shoot(one: Contestant, seconds: number): Promise<number> {
  return (await load({ ...one, connections: CONNECTIONS, seconds })).requestsPerSecond;
}

async function compare(
  kind: DatabaseKind,
  options: BenchOptions,
  ours: Contestant,
  peers: readonly Contestant[],
): Promise<Figure[]> {
  const everybody = [ours, ...peers];
  const rates = new Map<Contestant, number[]>(everybody.map((one) => [one, []]));
  for (const one of everybody) await shoot(one, options.short ? 1 : 10);
  for (let round = 0; round < (options.short ? 1 : 7); round += 1)
    for (const one of everybody) rates.get(one)?.push(await shoot(one, options.short ? 1 : 5));
  const of = (one: Contestant): number[] => rates.get(one) ?? [];
  return [
    ...everybody.map((one) => ({ what: one.name, on: kind, unit: 'requests/s', spread: spreadOf(of(one)) })),
    ...peers.map((peer) => {
      const spread = spreadOf(of(ours).map((value, round) => value / (of(peer)[round] ?? Number.NaN)));
      const aim = { text: `at least ${AIM}`, met: spread.median >= AIM };
      return { what: `the service / ${peer.name}`, on: kind, unit: 'ratio', spread, aim };
    }),
  ];
}

await main();
