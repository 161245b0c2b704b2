import { Params, queryOne } from '../../../db/query.ts';
import type { LeadView } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';
import { LEAD_COLUMNS, LEAD_JOINS } from './lead-view.ts';

/**
 * One lead.
 * @throws AppError `crm.lead_not_found`, also for one the actor may not see
 */
export async function getLead(scope: ReadScope, input: { readonly id: string }): Promise<LeadView> {
  const params = new Params();
  const row = await queryOne<LeadView>(
    scope.em,
    `select ${LEAD_COLUMNS} from lead l ${LEAD_JOINS}
     where l.id = ${params.add(input.id)} and ${visibleRows(scope.actor, 'l', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.lead_not_found', { details: { id: input.id } });
  return hidePhone(scope, row);
}
