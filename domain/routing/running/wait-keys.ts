import { query, queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import type { WaitKey } from '../nodes/node.ts';

/**
 * Whoever tells that something happened, and whoever is about to wait for it, come here one after the other; held until the
 * transaction ends.
 */
export async function lockWaitKey(scope: Pick<Scope, 'em'>, key: WaitKey): Promise<void> {
  await query(scope.em, `select pg_advisory_xact_lock(hashtextextended('flow-wait:' || $1, 0))`, [key]);
}

/** Notes that it happened, for those who are just making up their minds to wait for it. */
export async function noteWake(scope: Pick<Scope, 'em' | 'clock'>, key: WaitKey): Promise<void> {
  await query(
    scope.em,
    `insert into flow_wakes (wait_key, made_by, at) values ($1, pg_current_xact_id()::text, $2)
     on conflict (wait_key) do update set made_by = excluded.made_by, at = excluded.at`,
    [key, scope.clock.now()],
  );
}

/** Whether it happened after the snapshot was taken: then the node did not see it, and nobody will tell it again. */
export async function wasMissed(scope: Pick<Scope, 'em'>, key: WaitKey, snapshot: string): Promise<boolean> {
  const row = await queryOne<{ missed: boolean }>(
    scope.em,
    'select not pg_visible_in_snapshot(made_by::xid8, $2::pg_snapshot) as missed from flow_wakes where wait_key = $1',
    [key, snapshot],
  );
  return row?.missed ?? false;
}
