import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { lockContact } from '../contacts/lock-contact.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { refuseCircle } from './refuse-circle.ts';
import { visibleNames } from './visible-names.ts';

/**
 * Says whom a contact reports to (null: nobody, or not known any more). Both must be the actor's to see; they may work at
 * different customers, for instance at a mother and its daughter.
 *
 * @throws AppError `crm.contact_not_found`, `crm.relation_to_itself`, `crm.relation_circular`
 */
export async function setReportsTo(
  outer: WriteScope,
  input: { readonly id: string; readonly manager_id: string | null },
): Promise<void> {
  const { id, manager_id: manager } = input;
  await inTransaction(outer, async (scope) => {
    // Always in the same order, so that two people drawing lines across never wait for each other.
    for (const one of [id, ...(manager ? [manager] : [])].toSorted()) await lockContact(scope, one);
    if (manager)
      await refuseCircle(scope, 'contact', { above: manager, below: id }, (ids) => visibleNames(scope, 'contact', ids));
    const [before] = await query<{ manager_id: string }>(
      scope.em,
      'select manager_id from reporting_line where contact_id = $1',
      [id],
    );
    if ((before?.manager_id ?? null) === manager) return;
    if (manager)
      await query(
        scope.em,
        `insert into reporting_line (contact_id, manager_id, updated_at) values ($1, $2, $3)
         on conflict (contact_id) do update set manager_id = excluded.manager_id, updated_at = excluded.updated_at`,
        [id, manager, scope.clock.now()],
      );
    else await query(scope.em, 'delete from reporting_line where contact_id = $1', [id]);
    recordChange(scope, {
      entity: 'contact',
      id,
      change: 'updated',
      verb: 'reports_to_changed',
      before: { reports_to: before?.manager_id ?? null },
      after: { reports_to: manager },
    });
    await scope.em.flush();
  });
}
