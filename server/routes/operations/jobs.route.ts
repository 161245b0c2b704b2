import { z } from 'zod';
import { appendAudit } from '../../../domain/append-audit.ts';
import { inTransaction } from '../../../domain/in-transaction.ts';
import { listDeadJobs, replayDeadJob } from '../../../jobs/dead-letters.ts';
import type { JobEngine } from '../../../jobs/engine.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { maskJson } from '../../../kernel/mask.ts';
import { defineRoute } from '../../route.ts';

const tag = '系统';
const DeadJobView = z.object({
  id: z.uuid(),
  job: z.string().nullable(),
  payload: z.unknown(),
  error: z.unknown(),
  attempts: z.int(),
  failed_at: z.iso.datetime(),
});

/** Jobs that failed for good: looking at them and sending them back. */
export function jobRoutes(engine: JobEngine) {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/dead',
      access: 'job.manage',
      summary: '失败的任务',
      tag,
      query: ListQuery,
      response: pageOf(DeadJobView),
      handle: async ({ scope }, { query }) => {
        const { items, total } = await listDeadJobs(scope.em, query.page, query.page_size);
        return {
          items: items.map((job) => ({ ...job, payload: masked(job.payload), error: masked(job.error) })),
          total,
          page: query.page,
          page_size: query.page_size,
        };
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/jobs/dead/:id/replay',
      access: 'job.manage',
      summary: '重新执行',
      tag,
      params: z.object({ id: z.uuid() }),
      handle: async ({ scope }, { params }) =>
        await inTransaction(scope, async (tx) => {
          await replayDeadJob(tx.em, engine, params.id);
          appendAudit(tx, { action: 'job.replayed', entity: 'job', entityId: params.id });
        }),
    }),
  ];
}

function masked(value: unknown): unknown {
  return value === null || value === undefined ? null : (JSON.parse(maskJson(JSON.stringify(value))) as unknown);
}
