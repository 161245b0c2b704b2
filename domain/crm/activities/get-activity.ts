import { Params, queryOne } from '../../../db/query.ts';
import type { ActivityView } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { ACTIVITY_COLUMNS, ACTIVITY_JOINS, visibleActivities } from './activity-view.ts';

/**
 * One activity.
 * @throws AppError `crm.activity_not_found`, also for one the actor may not see
 */
export async function getActivity(scope: ReadScope, input: { readonly id: string }): Promise<ActivityView> {
  const params = new Params();
  const row = await queryOne<ActivityView>(
    scope.em,
    `select ${ACTIVITY_COLUMNS} from activity a ${ACTIVITY_JOINS}
     where a.id = ${params.add(input.id)} and ${visibleActivities(scope.actor, params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.activity_not_found', { details: { id: input.id } });
  return row;
}
