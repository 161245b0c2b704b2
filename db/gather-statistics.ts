import type { EntityManager } from './orm.ts';
import { query } from './query.ts';

/**
 * Tells the planner how large the tables are and what is in them. A server's autovacuum does so by itself, where it is on; the
 * embedded database never does.
 */
export async function gatherStatistics(em: EntityManager): Promise<void> {
  await query(em, 'analyze');
}
