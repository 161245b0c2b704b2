import { vi } from 'vitest';
import type { EntityManager } from '../../db/orm.ts';
import { query } from '../../db/query.ts';

const WAITING = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";

/**
 * From within a transaction that holds rows: until somebody else waits for a lock. The embedded database lets nobody in
 * meanwhile: there a moment is enough.
 */
export async function somebodyWaits(em: EntityManager, howMany = 1): Promise<void> {
  const waiting = async (): Promise<boolean> => (await query(em, WAITING)).length >= howMany;
  await vi.waitUntil(waiting, { timeout: 700, interval: 20 }).catch(() => undefined);
}
