import { z } from 'zod';
import { readTask } from '../../../domain/calls/tasks/task-view.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute } from '../../route.ts';

/** A thousand follow-ups in a second are one line. */
const GATHER_MS = 500;
const PING_MS = 25_000;
/** Then the page connects anew, and its rights are looked at again. */
const LONGEST_MS = 600_000;

/** Live events of one task as a stream: what changed, as words; the page reads the task again. */
export const watchTaskRoutes = ({ bus }: Pick<ServiceParts, 'bus'>) => [
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/tasks/:id/events',
    access: 'call.read',
    summary: '外呼任务的实时变化（事件流）',
    tag: '外呼任务',
    params: z.object({ id: z.uuid() }),
    handle: async ({ scope, reply }, { params }) => {
      const { task_type } = await readTask(scope, params.id);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      });
      const write = (event: string, data: object): void =>
        void raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      write('task', { id: params.id, task_type, changes: [] });
      const changes = new Set<string>();
      let gathering: NodeJS.Timeout | undefined;
      const flush = (): void => {
        gathering = undefined;
        write('task', { id: params.id, changes: [...changes] });
        changes.clear();
      };
      const stop = bus.subscribe('calls.task_changed', ({ id, change }) => {
        if (id !== params.id) return;
        changes.add(change);
        gathering ??= setTimeout(flush, GATHER_MS);
      });
      const ping = setInterval(() => raw.write(': ping\n\n'), PING_MS);
      const last = setTimeout(() => raw.end(), LONGEST_MS);
      raw.once('close', () => {
        stop();
        clearInterval(ping);
        clearTimeout(last);
        clearTimeout(gathering);
      });
    },
  }),
];
