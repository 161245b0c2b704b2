import { queryOne } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';

/**
 * Who shall do a task or solve an issue: anybody who works here, as work crosses teams. `undefined` where nobody was named.
 * @throws AppError `crm.owner_not_found`
 */
export async function findAssignee(
  scope: Pick<ReadScope, 'em'>,
  wanted: string | null | undefined,
): Promise<string | null | undefined> {
  if (wanted === undefined || wanted === null) return wanted;
  const person = await queryOne(scope.em, 'select id from app_user where id = $1 and active', [wanted]);
  if (!person) throw crmError('crm.owner_not_found', { details: { id: wanted } });
  return wanted;
}
