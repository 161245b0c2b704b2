import { z } from 'zod';
import { forkEm } from '../../../db/orm.ts';
import { query } from '../../../db/query.ts';
import { callbackLevel } from '../../../domain/messaging/callbacks/callback-level.ts';
import { probeKnowledge } from '../../knowledge/probe-knowledge.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute } from '../../route.ts';

const tag = '系统';
/** A callback that waits longer to be read has nobody who reads. */
const LATE_SECONDS = 60;
/** `down` keeps the service from working; `degraded` is worked around. */
const DependencyState = z.enum(['up', 'degraded', 'down', 'off']);
type DependencyState = z.infer<typeof DependencyState>;
const Ready = z.object({
  status: z.enum(['ready', 'not_ready']),
  dependencies: z.record(z.string(), z.object({ state: DependencyState, detail: z.string().optional() })),
});

export interface HealthProbes {
  /** Language models: which are set, and whether their breakers are open. */
  readonly models: () => { state: DependencyState; detail?: string };
}

/** Whether the process lives, and whether each thing it leans on answers. */
export function healthRoutes(parts: ServiceParts, probes: HealthProbes) {
  return [
    defineRoute({
      method: 'GET',
      url: '/healthz',
      access: 'public',
      summary: '存活检查',
      tag,
      response: z.object({ status: z.literal('ok') }),
      handle: () => Promise.resolve({ status: 'ok' }),
    }),
    defineRoute({
      method: 'GET',
      url: '/readyz',
      access: 'public',
      summary: '就绪检查',
      tag,
      response: Ready,
      handle: async ({ reply }) => {
        const dependencies = {
          database: await probeDatabase(parts),
          redis: probeRedis(parts),
          vectors: await probeKnowledge(parts.knowledge),
          models: probes.models(),
          callbacks: await probeCallbacks(parts),
        };
        const down = Object.values(dependencies).some((one) => one.state === 'down');
        if (down) void reply.status(503).header('retry-after', '5');
        const answer: z.infer<typeof Ready> = { status: down ? 'not_ready' : 'ready', dependencies };
        return down ? await reply.send(answer) : answer;
      },
    }),
  ];
}

interface Probe {
  readonly state: DependencyState;
  readonly detail?: string;
}

async function probeDatabase(parts: ServiceParts): Promise<Probe> {
  const deadline = AbortSignal.timeout(2000);
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new Error('no answer within 2 s')), { once: true });
  });
  try {
    await Promise.race([query(forkEm(parts.orm), 'select 1'), late]);
    return { state: 'up', detail: parts.config.databaseUrl ? 'server' : 'embedded' };
  } catch (thrown) {
    return { state: 'down', detail: (thrown as Error).message };
  }
}

/** Callbacks wait for seconds at most; files wait only while the database is away. */
async function probeCallbacks(parts: ServiceParts): Promise<Probe> {
  const spooled = parts.spool.level().callbacks;
  const level = await callbackLevel({ em: forkEm(parts.orm), clock: parts.clock }).catch(() => undefined);
  const detail = `${level?.unread ?? '?'} unread, oldest ${Math.round(level?.lag_seconds ?? 0)} s; ${level?.failed ?? '?'} failed; ${spooled} in files`;
  const isBehind = !level || level.lag_seconds > LATE_SECONDS || level.failed > 0 || spooled > 0;
  return { state: isBehind ? 'degraded' : 'up', detail };
}

function probeRedis(parts: ServiceParts): Probe {
  if (!parts.config.redisUrl) return { state: 'off', detail: 'in-process' };
  return parts.bus.ready?.() ? { state: 'up' } : { state: 'degraded', detail: 'events stay in this process' };
}
