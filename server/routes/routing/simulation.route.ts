import { replaySpan } from '../../../domain/routing/simulate/replay-span.ts';
import { simulateMessage } from '../../../domain/routing/simulate/simulate-message.ts';
import { Replay, ReplaySpan, SimulateMessage, Simulation } from '../../../kernel/contracts/routing-simulation.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, ROUTING_TAG } from './params.ts';

/** A simulation asks models at most so long, in milliseconds. */
const LONGEST_MS = 120_000;

/** Trying a flow out: a message in thought, or yesterday's messages through a draft (spec 002, task 15). */
export function simulationRoutes({ routing }: Pick<ServiceParts, 'routing'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'POST',
      url: `${base}/simulate`,
      access: 'routing.read',
      summary: '模拟一条消息，不会真的发送',
      tag: ROUTING_TAG,
      rateLimit: 60,
      body: SimulateMessage,
      response: Simulation,
      handle: async ({ scope }, { body }) =>
        await simulateMessage(scope, routing, body, AbortSignal.timeout(LONGEST_MS)),
    }),
    defineRoute({
      method: 'POST',
      url: `${base}/replay`,
      access: 'routing.read',
      summary: '用草稿版本回放历史消息，看会有什么不同',
      tag: ROUTING_TAG,
      rateLimit: 10,
      body: ReplaySpan,
      response: Replay,
      handle: async ({ scope }, { body }) => await replaySpan(scope, routing, body, AbortSignal.timeout(LONGEST_MS)),
    }),
  ];
}
