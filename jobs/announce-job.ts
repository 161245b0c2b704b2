import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../db/query.ts';

/** The channel pg-boss listens on for its schema, `pgboss`; what is told there is a queue's name. */
const CHANNEL = `'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24)`;

/**
 * Tells the processes that listen that a queue has a new job, when the unit of work's transaction commits. pg-boss would tell it for
 * every job, and each time wake every worker of every process; a process that carries the job out itself need tell nobody.
 */
export async function announceJob(em: EntityManager, jobName: string): Promise<void> {
  await query(em, `select pg_notify(${CHANNEL}, $1)`, [jobName]);
}
