import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ConditionCount, CountCondition } from '../../../kernel/contracts/segments.ts';
import type { ReadScope } from '../crm-scope.ts';
import { meetingRows, visibleRecords } from '../fields/meeting-rows.ts';

/**
 * How many records the actor sees meet a condition, with the names of the newest few. The condition is worked out once for
 * both.
 * @throws AppError `conditions.invalid`
 */
export async function countCondition(
  scope: ReadScope & { readonly clock: Clock },
  { entity, condition }: CountCondition,
  sampleSize = 5,
): Promise<ConditionCount> {
  const params = new Params();
  const where = [
    visibleRecords(scope.actor, entity, 'r', params),
    await meetingRows(scope, entity, condition, params),
  ].join(' and ');
  const rows = await query<{ count: number; id: string | null; name: string }>(
    scope.em,
    `with hit as materialized (select r.id, r.created_at from ${entity} r where ${where})
     select (select count(*)::int from hit) as count, s.id, s.name
     from (select 1) one left join (select r.id, r.name, r.created_at
       from (select * from hit order by created_at desc, id desc limit ${params.add(sampleSize)}) h join ${entity} r on r.id = h.id) s on true
     order by s.created_at desc, s.id desc`,
    params.values,
  );
  const sample = rows.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
  return { count: rows[0]?.count ?? 0, sample };
}
