import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { query } from '../../../db/query.ts';
import type { ChangeTags, CustomerView } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { readCustomer } from './customer-view.ts';

/**
 * Adds and removes tags of a customer; a tag that does not exist yet is made. What is there already, or not there, is no
 * change, so repeating a call writes nothing. A tag named on both sides is removed.
 *
 * @throws AppError `crm.customer_not_found`
 */
export async function changeTags(
  outer: WriteScope,
  input: ChangeTags & { readonly id: string },
): Promise<CustomerView> {
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found');
    const remove = [...new Set(input.remove)];
    const add = [...new Set(input.add)].filter((name) => !remove.includes(name));
    const before = await tagNames(scope, customer.id);
    const removed = await detach(scope, customer.id, remove);
    const added = await attach(scope, customer.id, add);
    if (removed.length + added.length > 0) {
      const after = await tagNames(scope, customer.id);
      const about = [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)].join('、');
      await countUp(scope, customer.id);
      appendTimeline(scope, {
        customerId: customer.id,
        kind: 'customer.tagged',
        about,
        entity: 'customer',
        entityId: customer.id,
      });
      recordChange(scope, {
        entity: 'customer',
        id: customer.id,
        change: 'updated',
        verb: 'tagged',
        before: { tags: before },
        after: { tags: after },
      });
      await scope.em.flush();
    }
    return await readCustomer(scope, customer.id);
  });
}

/** A changed set of tags is a changed customer: a card that showed the old ones must become stale. */
async function countUp(scope: WriteScope, id: string): Promise<void> {
  await query(scope.em, 'update customer set updated_at = $2, version = version + 1 where id = $1', [
    id,
    scope.clock.now(),
  ]);
}

async function tagNames(scope: WriteScope, customerId: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    scope.em,
    'select t.name from customer_tag ct join tag t on t.id = ct.tag_id where ct.customer_id = $1 order by t.name',
    [customerId],
  );
  return rows.map((row) => row.name);
}

async function detach(scope: WriteScope, customerId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await query<{ name: string }>(
    scope.em,
    `delete from customer_tag ct using tag t
     where t.id = ct.tag_id and ct.customer_id = $1 and t.name = any($2::text[]) returning t.name`,
    [customerId, names],
  );
  return rows.map((row) => row.name);
}

async function attach(scope: WriteScope, customerId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into tag (id, name, created_at) select n.id, n.name, $3 from unnest($1::uuid[], $2::text[]) as n(id, name)
     on conflict (name) do nothing`,
    [names.map(() => newId()), names, now],
  );
  const rows = await query<{ tag_id: string }>(
    scope.em,
    `insert into customer_tag (customer_id, tag_id, created_at) select $1, t.id, $3 from tag t where t.name = any($2::text[])
     on conflict do nothing returning tag_id`,
    [customerId, names, now],
  );
  // What a person puts on stays, also where a rule had put it before.
  await query(
    scope.em,
    `update customer_tag ct set by_rule = false from tag t
     where t.id = ct.tag_id and ct.customer_id = $1 and t.name = any($2::text[]) and ct.by_rule`,
    [customerId, names],
  );
  if (rows.length === 0) return [];
  const added = await query<{ name: string }>(
    scope.em,
    'select name from tag where id = any($1::uuid[]) order by name',
    [rows.map((row) => row.tag_id)],
  );
  return added.map((row) => row.name);
}
