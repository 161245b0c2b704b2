import type { BenchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { startChild, type ChildServer } from '../child-server.ts';
import { profileOf } from '../profile.ts';
import type { Figure } from '../result.ts';
import { adminToken, serviceEnvironment } from '../service-environment.ts';
import { spreadOf } from '../spread.ts';
import { postMessages } from './post-messages.ts';

const CONNECTIONS = 32;
/** Share of the bare server's messages that the service must take. */
const AIM = 0.7;

interface Round {
  readonly rate: number[];
  readonly p99: number[];
}

/** How many messages a second the webhook takes and keeps, beside a bare insert handler, in alternating rounds. */
export async function webhookFigures(options: BenchOptions, database: BenchDatabase): Promise<Figure[]> {
  const service = await startChild('server/main.ts', serviceEnvironment(database.environment));
  const bare = await startChild('bench/bare/webhook-server.ts', database.forPeer);
  const ours: Round = { rate: [], p99: [] };
  const peer: Round = { rate: [], p99: [] };
  try {
    const url = await openWebhook(service);
    const [warm, seconds, rounds] = options.short ? [1, 1, 1] : [8, 5, 7];
    for (const each of [url, `${bare.url}/webhook`])
      await postMessages({ url: each, connections: CONNECTIONS, seconds: warm });
    for (let round = 0; round < rounds; round += 1) {
      await shoot(ours, url, seconds);
      await shoot(peer, `${bare.url}/webhook`, seconds);
    }
  } finally {
    await Promise.all([service.stop(), bare.stop()]);
  }
  const figures = compare(database, ours, peer);
  if (options.short || figures.every((figure) => figure.aim?.met !== false)) return figures;
  const profile = await profileOf(serviceEnvironment(database.environment), async (server) => {
    await postMessages({ url: await openWebhook(server), connections: CONNECTIONS, seconds: 5 });
  });
  return figures.map((figure) => (figure.aim?.met === false ? { ...figure, profile } : figure));
}

async function shoot(round: Round, url: string, seconds: number): Promise<void> {
  const result = await postMessages({ url, connections: CONNECTIONS, seconds });
  round.rate.push(result.requestsPerSecond);
  round.p99.push(result.p99Ms);
}

function compare({ kind }: BenchDatabase, ours: Round, peer: Round): Figure[] {
  const figure = (what: string, unit: string, values: readonly number[]): Figure => ({
    what: `webhook to 200 and kept: ${what}`,
    on: kind,
    unit,
    spread: spreadOf(values),
  });
  const ratio = figure(
    'the service / bare insert handler',
    'ratio',
    ours.rate.map((value, round) => value / (peer.rate[round] ?? Number.NaN)),
  );
  return [
    figure('the service', 'messages/s', ours.rate),
    figure('the service, p99', 'ms', ours.p99),
    figure('bare insert handler', 'messages/s', peer.rate),
    figure('bare insert handler, p99', 'ms', peer.p99),
    { ...ratio, aim: { text: `at least ${AIM}`, met: ratio.spread.median >= AIM } },
  ];
}

let accounts = 0;

/** Makes an account of WorkTool and answers the address at which its vendor would report messages. */
export async function openWebhook(service: ChildServer): Promise<string> {
  accounts += 1;
  const headers = {
    authorization: `Bearer ${await adminToken(service.url)}`,
    'content-type': 'application/json',
  };
  const made = await fetch(`${service.url}/api/v1/messaging/accounts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      channel: 'worktool',
      external_id: `bench-robot-${process.pid}-${accounts}`,
      name: `小枢${accounts}`,
    }),
  });
  if (!made.ok) throw new Error(`making an account answered ${made.status}: ${await made.text()}`);
  const { id } = (await made.json()) as { id: string };
  const answer = await fetch(`${service.url}/api/v1/messaging/accounts/${id}/callback`, { headers });
  const { path } = (await answer.json()) as { path: string };
  return `${service.url}${path}/message`;
}
