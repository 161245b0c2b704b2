import { query } from '../../../db/query.ts';
import { cancel } from '../running/leave-step.ts';
import { changeInstance, type ChangeScope } from '../running/change-instance.ts';
import { OPEN } from '../running/instance-row.ts';
import type { SopPlans } from '../running/sop-plan.ts';

/** Ends every open sequence of a person, on whichever account, by what they are on the channel or in the CRM. */
export async function endContactInstances(scope: () => ChangeScope, plans: SopPlans, personId: string): Promise<void> {
  const rows = await query<{ id: string }>(
    scope().em,
    `select i.id from sop_instances i where i.status in ${OPEN} and i.person_id in (
       select o.id from channel_person p join channel_person o on o.id = p.id or o.contact_id = p.contact_id where p.id = $1)`,
    [personId],
  );
  for (const { id } of rows)
    await changeInstance(scope(), plans, id, (carried, { clock }) => {
      if (!['pending', 'executing', 'paused'].includes(carried.row.status)) return;
      cancel(carried, { now: clock.now() }, { outcome: 'do_not_disturb', reason: '对方不希望再被联系' });
    });
}
