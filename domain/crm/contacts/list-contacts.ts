import { Params } from '../../../db/query.ts';
import type { ContactList, ContactView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { hidePhone } from '../hide-phone.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { containsPattern } from '../words-match.ts';
import { CONTACT_COLUMNS, CONTACT_JOINS } from './contact-view.ts';

const SORTS = {
  name: 'ct.name',
  title: 'ct.title',
  decision_maker: 'ct.decision_maker',
  created_at: 'ct.created_at',
  updated_at: 'ct.updated_at',
} as const;

/**
 * The contacts at customers the actor may see, newest first unless told otherwise. The search box looks at the
 * contact's and the customer's names.
 *
 * @throws AppError `crm.unknown_sort`
 */
export async function listContacts(scope: ReadScope, input: ContactList): Promise<Page<ContactView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 'c', params)];
  if (input.q?.trim()) {
    const pattern = params.add(containsPattern(input.q));
    where.push(`(ct.search_text like ${pattern} or c.search_text like ${pattern})`);
  }
  if (input.customer_id) where.push(`ct.customer_id = ${params.add(input.customer_id)}`);
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.decision_maker !== undefined) where.push(`ct.decision_maker = ${params.add(input.decision_maker)}`);
  const page = await pageOfRows<ContactView>(
    scope,
    {
      from: 'contact ct',
      alias: 'ct',
      filterJoins: 'join customer c on c.id = ct.customer_id',
      where,
      orderBy: orderBy(input.sort, SORTS, 'ct', '-created_at'),
      columns: CONTACT_COLUMNS,
      joins: CONTACT_JOINS,
      params,
    },
    input,
  );
  for (const row of page.items) hidePhone(scope, row);
  return page;
}
