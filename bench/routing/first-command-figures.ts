import type { FlowVersionDetail, FlowView } from '../../kernel/contracts/routing.ts';
import type { ConversationView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { withClient, type BenchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { startChild, type ChildServer } from '../child-server.ts';
import { profileOf } from '../profile.ts';
import type { Figure } from '../result.ts';
import { adminToken, serviceEnvironment } from '../service-environment.ts';
import { quantile } from '../spread.ts';
import { postMessages } from './post-messages.ts';
import { openWebhook } from './webhook-figures.ts';

const RATE = 100;
const AIM_MS = 200;
const WORK_GROUP = '客户服务工作群';
const POLL_MS = 250;
const LIMIT_MS = 120_000;

/**
 * How long a message takes from its callback to the first command it causes: a hundred of them a second, judged by the
 * built-in classifier, and, as no document answers them, handed over to a work group by a notice.
 */
export async function firstCommandFigures(options: BenchOptions, database: BenchDatabase): Promise<Figure[]> {
  const seconds = options.short ? 2 : 30;
  const service = await startChild('server/main.ts', serviceEnvironment(database.environment));
  let took: number[];
  try {
    await postAtRate(service, seconds);
    took = await delays(database.environment['DATABASE_URL']!, RATE * seconds);
  } finally {
    await service.stop();
  }
  const p99 = quantile(took, 0.99);
  const figure: Figure = {
    what: `webhook to first command queued at ${RATE} messages a second (median p50, range to p99)`,
    on: database.kind,
    unit: 'ms',
    spread: { median: quantile(took, 0.5), min: took[0]!, max: p99 },
    aim: { text: `p99 under ${AIM_MS}`, met: p99 < AIM_MS },
  };
  if (options.short || p99 < AIM_MS) return [figure];
  const profile = await profileOf(serviceEnvironment(database.environment), (server) => postAtRate(server, 10));
  return [{ ...figure, profile }];
}

async function postAtRate(service: ChildServer, seconds: number): Promise<void> {
  const hook = await openWebhook(service);
  await postMessages({ url: hook, connections: 1, seconds: 1, rate: 1, group: WORK_GROUP });
  await sendHandOversTo(service, WORK_GROUP);
  await postMessages({ url: hook, connections: 20, seconds, rate: RATE });
}

/** A version of the built-in flow that tells a group of everything that is handed over. */
async function sendHandOversTo(service: ChildServer, name: string): Promise<void> {
  const headers = { authorization: `Bearer ${await adminToken(service.url)}`, 'content-type': 'application/json' };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${service.url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const group = await whenThere(async () => {
    const found = await call<Page<ConversationView>>('GET', `/messaging/conversations?q=${encodeURIComponent(name)}`);
    return found.items[0];
  });
  const flow = (await call<Page<FlowView>>('GET', '/routing/flows')).items[0]!;
  const { content } = await call<FlowVersionDetail>(
    'GET',
    `/routing/flows/${flow.id}/versions/${flow.active_number ?? flow.newest_number}`,
  );
  const nodes = content.nodes.map((node) =>
    ['AI_REPLY_DECISION', 'AI_REPLY_GENERATE', 'REPLY_QUALITY_CHECK'].includes(node.type)
      ? { ...node, config: { ...node.config, notify_conversation_id: group.id } }
      : node,
  );
  await call('PATCH', `/routing/flows/${flow.id}`, { version: flow.version, content: { ...content, nodes } });
  await call('POST', `/routing/flows/${flow.id}/activate`, {});
}

/** Callbacks are read after they are answered. @throws Error when nothing is there in time */
async function whenThere<T>(find: () => Promise<T | undefined>): Promise<T> {
  const limit = performance.now() + LIMIT_MS;
  while (performance.now() < limit) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('the first message was not read in time');
}

/** Milliseconds from each callback to its first command, sorted. @throws Error when messages caused none in time */
async function delays(databaseUrl: string, least: number): Promise<number[]> {
  return await withClient(databaseUrl, async (client) => {
    const limit = performance.now() + LIMIT_MS;
    let found = 0;
    while (performance.now() < limit) {
      const { rows } = await client.query<{ ms: number }>(
        `select (extract(epoch from min(c.created_at) - m.received_at) * 1000)::float8 as ms
         from robot_command_queue c join flow_instances i on i.id = split_part(c.source_ref, ':', 1)::uuid
           join channel_message m on m.id = i.message_id
         where c.source = 'routing' group by m.id, m.received_at order by 1`,
      );
      found = rows.length;
      if (found >= least * 0.95) return rows.map((row) => row.ms);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`only ${found} of ${least} messages caused a command`);
  });
}
