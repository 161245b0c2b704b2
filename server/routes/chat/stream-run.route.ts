import { z } from 'zod';
import { forkEm } from '../../../db/orm.ts';
import { mayFollow } from '../../../domain/chat/conversations.ts';
import type { AssistantRuns } from '../../../graphs/assistant/assistant-runs.ts';
import type { ServerFrame } from '../../../kernel/contracts/chat.ts';
import { readRunInput } from '../../chat/read-run-input.ts';
import { ThreadFeed } from '../../chat/thread-feed.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteContext } from '../../route.ts';

const HEARTBEAT_MS = 15_000;
const ENDS = new Set(['RUN_FINISHED', 'RUN_ERROR']);

/** The standard AG-UI way in: POST a `RunAgentInput`, get the run's events as a stream. */
export function streamRunRoutes(parts: ServiceParts, runs: AssistantRuns) {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/chat/runs',
      access: 'chat.use',
      summary: '提问（AG-UI，事件流）',
      tag: '对话',
      rateLimit: 120,
      body: z.looseObject({ threadId: z.string().max(64), runId: z.string().max(64) }),
      handle: async (context, { body }) => {
        const order = readRunInput(body);
        const thread = await mayFollow(context.scope, order.threadId);
        const stream = openStream(parts, runs, context, order, thread?.lastSeq ?? 0);
        try {
          await runs.start(context.scope.actor, order);
        } catch (thrown) {
          stream.close();
          throw thrown;
        }
        stream.begin();
        await stream.ended;
      },
    }),
  ];
}

/** Follows one run on the connection; headers go out only when the run was taken, so a refusal is a plain error. */
function openStream(
  parts: ServiceParts,
  runs: AssistantRuns,
  { scope, request, reply }: RouteContext,
  order: { threadId: string; runId: string },
  afterSeq: number,
) {
  const held: string[] = [];
  let open = false;
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const write = (text: string): void => {
    if (open) reply.raw.write(text);
    else held.push(text);
  };
  const close = (): void => {
    feed.close();
    clearInterval(heartbeat);
    if (open) reply.raw.end();
    finish();
  };
  const feed = new ThreadFeed(
    {
      bus: parts.bus,
      scope: () => ({ em: forkEm(parts.orm) }),
      flush: (runId) => runs.flush(runId),
      onError: (error) => parts.logger.warn({ error }, 'An event stream could not be brought up to date'),
    },
    {
      buffered: () => reply.raw.writableLength,
      write: (frame: ServerFrame) => {
        if (frame.runId !== order.runId) return;
        write(`data: ${JSON.stringify(frame.event)}\n\n`);
        if (ENDS.has(frame.event.type)) close();
      },
    },
    { id: order.threadId, userId: scope.actor.userId, afterSeq },
  );
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  request.raw.once('close', () => {
    if (request.raw.destroyed) close();
  });
  reply.raw.once('close', close);
  const begin = (): void => {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    open = true;
    for (const text of held.splice(0)) reply.raw.write(text);
    if (finished) reply.raw.end();
  };
  let finished = false;
  void ended.then(() => {
    finished = true;
  });
  return { begin, close, ended };
}
