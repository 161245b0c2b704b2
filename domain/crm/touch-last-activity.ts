import { query } from '../../db/query.ts';
import type { ReadScope } from './crm-scope.ts';

export interface Touched {
  readonly customers?: readonly (string | null | undefined)[];
  readonly leads?: readonly (string | null | undefined)[];
  readonly opportunities?: readonly (string | null | undefined)[];
}

const PARENTS = [
  ['customers', 'customer'],
  ['leads', 'lead'],
  ['opportunities', 'opportunity'],
] as const;

/**
 * Sets `last_activity_at` of the records to the latest thing that was done with them. It is a fact derived from the
 * activities, so the version of the record does not move: nobody's open form becomes stale by a phone call.
 */
export async function touchLastActivity(scope: Pick<ReadScope, 'em'>, touched: Touched): Promise<void> {
  await scope.em.flush();
  for (const [key, table] of PARENTS) {
    const ids = [...new Set(touched[key])].filter((id): id is string => Boolean(id));
    if (ids.length === 0) continue;
    await query(
      scope.em,
      `update ${table} r set last_activity_at = latest.at
       from (select ids.id, max(a.occurred_at) as at from unnest($1::uuid[]) as ids(id)
             left join activity a on a.${table}_id = ids.id and a.status = 'done' group by ids.id) latest
       where r.id = latest.id and r.last_activity_at is distinct from latest.at`,
      [ids],
    );
  }
}
