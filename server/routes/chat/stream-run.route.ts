import { z } from 'zod';
import { forkEm } from '../../../db/orm.ts';
import { mayFollow } from '../../../domain/chat/conversations.ts';
import type { AssistantRuns } from '../../../graphs/assistant/assistant-runs.ts';
import { readRunInput } from '../../chat/read-run-input.ts';
import { RunEventStream } from '../../chat/run-event-stream.ts';
import { ThreadFeed } from '../../chat/thread-feed.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute } from '../../route.ts';

/** The standard AG-UI way in: POST a `RunAgentInput`, get the run's events as a stream. */
export function streamRunRoutes(parts: ServiceParts, runs: AssistantRuns) {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/chat/runs',
      access: 'chat.use',
      summary: '提问（AG-UI，事件流）',
      tag: '对话',
      rateLimit: 600,
      body: z.looseObject({ threadId: z.string().max(64), runId: z.string().max(64) }),
      handle: async ({ scope, reply }, { body }) => {
        const order = readRunInput(body);
        const thread = await mayFollow(scope, order.threadId);
        const stream = new RunEventStream(reply.raw, order.runId);
        const feed = new ThreadFeed(
          {
            bus: parts.bus,
            scope: () => ({ em: forkEm(parts.orm) }),
            flush: (runId) => runs.flush(runId),
            onError: (error) => parts.logger.warn({ error }, 'An event stream could not be brought up to date'),
          },
          stream,
          { id: order.threadId, userId: scope.actor.userId, afterSeq: thread?.lastSeq ?? 0 },
        );
        try {
          await runs.start(scope.actor, order);
          reply.hijack();
          stream.begin();
          await stream.ended;
        } finally {
          feed.close();
        }
      },
    }),
  ];
}
