import { conditionSql } from '../../../db/condition-sql.ts';
import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { ReadScope } from '../crm-scope.ts';
import { fieldsOf } from './fields-of.ts';
import type { FieldEntity } from './field-table.ts';

/** Whether a stored record meets a condition (already checked against its fields), without asking whose record it is. */
export async function meetsCondition(
  scope: Pick<ReadScope, 'em'> & { readonly clock: Clock },
  entity: FieldEntity,
  id: string,
  condition: Condition,
): Promise<boolean> {
  const { catalogue, expressions } = await fieldsOf(scope, entity);
  const params = new Params();
  const met = conditionSql(condition, catalogue, expressions, params, scope.clock.now());
  const text = `select 1 from ${entity} r where r.id = ${params.add(id)} and ${met}`;
  return (await query(scope.em, text, params.values)).length > 0;
}
