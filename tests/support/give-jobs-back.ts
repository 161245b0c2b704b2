import type { EntityManager } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { JobEngine } from '../../jobs/engine.ts';

/**
 * Nobody has heard for an hour of who holds jobs: they are given back, and are due at once. The job engine looks for such
 * jobs every few seconds by the machine's clock; here it looks now.
 */
export async function giveJobsBack(em: EntityManager, engine: JobEngine): Promise<void> {
  await query(em, "update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'");
  await query(em, "update pgboss.queue set monitor_claim_on = now() - interval '1 hour'");
  await engine.boss.supervise();
  await query(em, "update pgboss.job set start_after = created_on where state = 'retry'");
}
