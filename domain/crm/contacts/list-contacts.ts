import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ContactList, ContactView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customConditions } from '../custom-fields/custom-conditions.ts';
import { hidePhone } from '../hide-phone.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { inSegment } from '../segments/in-segment.ts';
import { withCustomerMatch } from '../words-match.ts';
import { CONTACT_COLUMNS, CONTACT_JOINS } from './contact-view.ts';

const SORTS = {
  name: 'ct.name',
  title: 'ct.title',
  decision_maker: 'ct.decision_maker',
  created_at: 'ct.created_at',
  updated_at: 'ct.updated_at',
  'custom.*': '',
} as const;

/**
 * The contacts at customers the actor may see, newest first unless told otherwise. The search box looks at the
 * contact's and the customer's names.
 *
 * @throws AppError `crm.unknown_sort`, `crm.segment_not_found`, `crm.segment_wrong_entity`, `crm.custom_invalid`
 */
export async function listContacts(
  scope: ReadScope & { readonly clock: Clock },
  input: ContactList,
): Promise<Page<ContactView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 'c', params)];
  if (input.q?.trim()) {
    where.push(await withCustomerMatch(scope, 'contact', 'ct', input.q, params));
  }
  if (input.customer_id) where.push(`ct.customer_id = ${params.add(input.customer_id)}`);
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.decision_maker !== undefined) where.push(`ct.decision_maker = ${params.add(input.decision_maker)}`);
  where.push(...(await customConditions(scope, 'contact', 'ct', input.custom, params)));
  if (input.segment_id) where.push(await inSegment(scope, 'contact', 'ct', input.segment_id, params));
  const page = await pageOfRows<ContactView>(
    scope,
    {
      from: 'contact ct',
      alias: 'ct',
      // Every contact has a customer: whoever sees all of them need not ask whose it is.
      filterJoins: scope.actor.dataScope === 'all' && !input.owner_id ? '' : 'join customer c on c.id = ct.customer_id',
      where,
      orderBy: orderBy(input.sort, SORTS, 'ct', '-created_at'),
      columns: CONTACT_COLUMNS,
      joins: CONTACT_JOINS,
      params,
      picky: Boolean(input.q?.trim()),
    },
    input,
  );
  for (const row of page.items) hidePhone(scope, row);
  return page;
}
