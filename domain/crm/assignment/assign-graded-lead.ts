import { queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import { autoAssignLead } from './auto-assign-lead.ts';

/** Gives a lead that waits without an owner and in no pool out by the rules, while there are rules. */
export async function assignGradedLead(scope: WriteScope, input: { readonly lead_id: string }): Promise<void> {
  const waits = await queryOne(
    scope.em,
    `select 1 from lead l where l.id = $1 and l.owner_id is null
     and not exists (select 1 from pool_entry e where e.lead_id = l.id)
     and exists (select 1 from assignment_rule where active)`,
    [input.lead_id],
  );
  if (waits) await autoAssignLead(scope, { id: input.lead_id });
}
