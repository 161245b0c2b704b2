import { conditionSql } from '../../../db/condition-sql.ts';
import type { Params } from '../../../db/query.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { fieldsOf } from './fields-of.ts';
import type { FieldEntity } from './field-table.ts';

/**
 * SQL for «the row under the alias `r` meets the condition», for the `where` of lists and counts of what the actor sees, never
 * under a `not`; values go into `params`.
 * @throws AppError `conditions.invalid`
 */
export async function meetingRows(
  scope: ReadScope & { readonly clock: Clock },
  entity: FieldEntity,
  condition: Condition,
  params: Params,
): Promise<string> {
  // The sums of customers are kept, so they are cheap to ask for; others are worth gathering for most of the table only.
  const asked = entity === 'customer' || scope.actor.dataScope === 'all' ? 'most' : 'few';
  const { catalogue, expressions } = await fieldsOf(scope, entity, asked);
  checkCondition(condition, catalogue);
  return conditionSql(condition, catalogue, expressions, params, scope.clock.now(), 'filter');
}

/** SQL for «the actor may see this row»; who may see a contact follows from the customer. */
export function visibleRecords(actor: ReadScope['actor'], entity: FieldEntity, alias: string, params: Params): string {
  if (entity !== 'contact') return visibleRows(actor, alias, params);
  if (actor.dataScope === 'all') return 'true';
  return `exists (select 1 from customer vc where vc.id = ${alias}.customer_id and ${visibleRows(actor, 'vc', params)})`;
}
