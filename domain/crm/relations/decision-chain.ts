import { Params, query } from '../../../db/query.ts';
import type { DecisionLink, SetDecisionRole } from '../../../kernel/contracts/relations.ts';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleRows } from '../../visible-rows.ts';
import { getContact } from '../contacts/get-contact.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';

/** More people than these of one customer are not shown. */
const MOST = 200;

/**
 * Who decides at a customer: everybody with a part in it, also from elsewhere, then the people of the customer without one.
 * People of customers the actor may not see stay out.
 *
 * @throws AppError `crm.customer_not_found`
 */
export async function readDecisionChain(scope: ReadScope, input: { readonly id: string }): Promise<DecisionLink[]> {
  await getCustomer(scope, input);
  const params = new Params();
  const self = params.add(input.id);
  return await query<DecisionLink>(
    scope.em,
    `select p.id as contact_id, p.name, p.title, c.name as customer_name,
       coalesce(d.role, case when p.decision_maker then 'decision_maker' end) as role, coalesce(d.attitude, 'unknown') as attitude,
       d.note, m.id as reports_to_id, m.name as reports_to_name
     from contact p join customer c on c.id = p.customer_id
     left join decision_role d on d.contact_id = p.id and d.customer_id = ${self}
     left join reporting_line l on l.contact_id = p.id
     left join (contact m join customer mc on mc.id = m.customer_id and ${visibleRows(scope.actor, 'mc', params)})
       on m.id = l.manager_id
     where (p.customer_id = ${self} or d.customer_id is not null) and ${visibleRows(scope.actor, 'c', params)}
       and p.id in (select id from contact where customer_id = ${self}
                    union select contact_id from decision_role where customer_id = ${self})
     order by array_position(array['decision_maker', 'champion', 'influencer', 'gatekeeper', 'user', 'blocker'],
       coalesce(d.role, case when p.decision_maker then 'decision_maker' end)) nulls last, p.created_at, p.id limit ${MOST}`,
    params.values,
  );
}

/**
 * Says which part a contact plays in a customer's decision, and how they think of us. At the contact's own company the
 * contact's flag «decision maker» follows.
 *
 * @throws AppError `crm.customer_not_found`, `crm.contact_not_found`
 */
export async function setDecisionRole(
  outer: WriteScope,
  input: SetDecisionRole & { readonly id: string },
): Promise<DecisionLink[]> {
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found');
    const contact = await getContact(scope, { id: input.contact_id });
    const after = { role: input.role, attitude: input.attitude, note: input.note || null };
    const [before] = await query<typeof after>(
      scope.em,
      'select role, attitude, note from decision_role where customer_id = $1 and contact_id = $2',
      [customer.id, contact.id],
    );
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      await query(
        scope.em,
        `insert into decision_role (customer_id, contact_id, role, attitude, note, updated_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (customer_id, contact_id) do update set role = excluded.role, attitude = excluded.attitude,
           note = excluded.note, updated_at = excluded.updated_at`,
        [customer.id, contact.id, after.role, after.attitude, after.note, scope.clock.now()],
      );
      await flagDecider(scope, customer.id, contact.id, after.role === 'decision_maker');
      recordChange(scope, {
        entity: 'contact',
        id: contact.id,
        change: 'updated',
        verb: 'decision_role_set',
        before: before && { customer_id: customer.id, ...before },
        after: { customer_id: customer.id, ...after },
      });
      await scope.em.flush();
    }
    return await readDecisionChain(scope, { id: customer.id });
  });
}

/**
 * Takes a contact out of a customer's decision.
 * @throws AppError `crm.customer_not_found`, `crm.contact_not_found`
 */
export async function removeDecisionRole(
  outer: WriteScope,
  input: { readonly id: string; readonly contact_id: string },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found');
    const contact = await getContact(scope, { id: input.contact_id });
    const [before] = await query(
      scope.em,
      'delete from decision_role where customer_id = $1 and contact_id = $2 returning role, attitude, note',
      [customer.id, contact.id],
    );
    if (!before) return;
    await flagDecider(scope, customer.id, contact.id, false);
    recordChange(scope, {
      entity: 'contact',
      id: contact.id,
      change: 'updated',
      verb: 'decision_role_removed',
      before: { customer_id: customer.id, ...before },
    });
    await scope.em.flush();
  });
}

/** Deals and conditions ask the contact itself whether it decides: at its own company the flag follows the part. */
async function flagDecider(scope: WriteScope, customerId: string, contactId: string, decides: boolean): Promise<void> {
  await query(
    scope.em,
    `update contact set decision_maker = $3, updated_at = $4, version = version + 1
     where id = $2 and customer_id = $1 and decision_maker <> $3`,
    [customerId, contactId, decides, scope.clock.now()],
  );
}
