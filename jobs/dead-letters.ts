import type { EntityManager } from '@mikro-orm/postgresql';
import { query, queryOne } from '../db/query.ts';
import { DEAD_QUEUE, type JobEngine } from './engine.ts';
import { jobError } from './errors.ts';
import { bossDbOf } from './pg-boss-db.ts';

export interface DeadJob {
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  /** What went wrong at the last try: code, kind, message. */
  readonly error: unknown;
  readonly attempts: number;
  readonly failed_at: string;
}

interface DeadRow extends DeadJob {
  readonly total: number;
  readonly priority: number;
  readonly singleton_key: string | null;
}

const SELECT = `
  select d.id, d.source_name as job, d.data as payload, coalesce(s.output, d.output) as error,
         coalesce(d.source_retry_count, 0) + 1 as attempts, iso(d.created_on) as failed_at, d.priority, d.singleton_key,
         count(*) over ()::int as total
  from pgboss.job d left join pgboss.job s on s.id = d.source_id and s.name = d.source_name
  where d.name = $1 and d.state in ('created', 'retry')`;

/** The jobs that failed for good, newest first. */
export async function listDeadJobs(
  em: EntityManager,
  page: number,
  pageSize: number,
): Promise<{ items: DeadJob[]; total: number }> {
  const rows = await query<DeadRow>(em, `${SELECT} order by d.created_on desc, d.id limit $2 offset $3`, [
    DEAD_QUEUE,
    pageSize,
    (page - 1) * pageSize,
  ]);
  return {
    items: rows.map(({ total: _, priority: _p, singleton_key: _k, ...job }) => job),
    total: rows[0]?.total ?? 0,
  };
}

/**
 * Sends a dead job back to its queue with fresh tries, in the caller's transaction.
 * @throws AppError `jobs.not_found` when it is gone (replayed already), `jobs.already_waiting` when another job of its
 * key waits
 */
export async function replayDeadJob(em: EntityManager, engine: JobEngine, id: string): Promise<void> {
  const dead = await queryOne<DeadRow>(
    em,
    `${SELECT} and d.id = $2 for update of d`.replace('count(*) over ()::int', '1'),
    [DEAD_QUEUE, id],
  );
  if (!dead) throw jobError('jobs.not_found');
  const db = bossDbOf(em);
  const sent = await engine.boss.send(dead.job, dead.payload as object, {
    db,
    priority: dead.priority,
    ...(dead.singleton_key === null ? {} : { singletonKey: dead.singleton_key }),
  });
  if (sent === null) throw jobError('jobs.already_waiting');
  await engine.boss.deleteJob(DEAD_QUEUE, id, { db });
  engine.wakeUp.noteJob(em, dead.job);
}
