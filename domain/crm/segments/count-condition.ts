import { Params, query, queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ConditionCount, CountCondition } from '../../../kernel/contracts/segments.ts';
import type { ReadScope } from '../crm-scope.ts';
import { meetingRows, visibleRecords } from '../fields/meeting-rows.ts';

/**
 * How many records the actor sees meet a condition, with the names of the newest few.
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
  const counted = await queryOne<{ count: number }>(
    scope.em,
    `select count(*)::int as count from ${entity} r where ${where}`,
    params.values,
  );
  const sample =
    sampleSize === 0
      ? []
      : await query<{ id: string; name: string }>(
          scope.em,
          `select r.id, r.name from ${entity} r where ${where} order by r.created_at desc, r.id desc limit ${sampleSize}`,
          params.values,
        );
  return { count: counted?.count ?? 0, sample };
}
