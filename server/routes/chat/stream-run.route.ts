import { z } from 'zod';
import { forkEm } from '../../../db/orm.ts';
import { placeBefore } from '../../../domain/chat/append-events.ts';
import { mayFollow } from '../../../domain/chat/conversations.ts';
import type { AssistantRuns } from '../../../graphs/assistant/assistant-runs.ts';
import { ChatId } from '../../../kernel/contracts/chat.ts';
import { readRunInput } from '../../chat/read-run-input.ts';
import { RunEventStream } from '../../chat/run-event-stream.ts';
import { ThreadFeed } from '../../chat/thread-feed.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute } from '../../route.ts';

/** The standard AG-UI way in: POST a `RunAgentInput`, get the run's events as a stream. */
export function streamRunRoutes(parts: ServiceParts, runs: AssistantRuns) {
  const feedParts = {
    bus: parts.bus,
    scope: () => ({ em: forkEm(parts.orm) }),
    flush: (runId: string) => runs.flush(runId),
    onError: (error: unknown) => parts.logger.warn({ error }, 'An event stream could not be brought up to date'),
  };
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/chat/runs',
      access: 'chat.use',
      summary: '提问（AG-UI，事件流）',
      tag: '对话',
      rateLimit: 600,
      body: z.looseObject({ threadId: ChatId, runId: ChatId }),
      handle: async ({ scope, reply }, { body }) => {
        const order = readRunInput(body);
        const listen = (afterSeq: number) => {
          const stream = new RunEventStream(reply.raw, order.runId);
          const thread = { id: order.threadId, userId: scope.actor.userId, afterSeq };
          return { stream, feed: new ThreadFeed(feedParts, stream, thread) };
        };
        let reader = listen((await mayFollow(scope, order.threadId))?.lastSeq ?? 0);
        try {
          if (!(await runs.start(scope.actor, order))) {
            // A client that sends twice: this stream follows the run that goes on, or tells it again.
            reader.feed.close();
            await runs.flush(order.runId);
            reader = listen(await placeBefore(scope, order.threadId, order.runId));
            void reader.feed.catchUp(order.runId);
          }
          reply.hijack();
          reader.stream.begin();
          await reader.stream.ended;
        } finally {
          reader.feed.close();
        }
      },
    }),
  ];
}
