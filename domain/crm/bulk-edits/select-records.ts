import { z } from 'zod';
import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { ContactList, CustomerList, LeadList, OpportunityList } from '../../../kernel/contracts/crm.ts';
import type { BulkEntity, BulkSelection } from '../../../kernel/contracts/data-quality.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import { listContacts } from '../contacts/list-contacts.ts';
import type { ReadScope } from '../crm-scope.ts';
import { listCustomers } from '../customers/list-customers.ts';
import { listLeads } from '../leads/list-leads.ts';
import { listOpportunities } from '../opportunities/list-opportunities.ts';
import { qualityError } from '../quality/errors.ts';
import { BULK_TABLES } from './bulk-tables.ts';

export const MOST_ROWS = 20_000;
const PAGE_SIZE = 1000;

type SelectScope = ReadScope & { readonly clock: Clock };

/** The records chosen, as far as the person may see them, and how many of the named ids they may not. */
export interface SelectedRecords {
  readonly ids: string[];
  readonly not_found: number;
}

/** The lists as they are, so that a filter means the same here and on the page, whatever filters a list learns. */
const LISTS: Readonly<
  Record<BulkEntity, (scope: SelectScope, filter: object, page: number) => Promise<Page<{ id: string }>>>
> = {
  customer: (scope, filter, page) => listCustomers(scope, { ...parsed(CustomerList, filter), ...pageOf(page) }),
  contact: (scope, filter, page) => listContacts(scope, { ...parsed(ContactList, filter), ...pageOf(page) }),
  lead: (scope, filter, page) => listLeads(scope, { ...parsed(LeadList, filter), ...pageOf(page) }),
  opportunity: (scope, filter, page) =>
    listOpportunities(scope, { ...parsed(OpportunityList, filter), ...pageOf(page) }),
};

/**
 * Finds the records of a selection.
 * @throws AppError `crm.bulk_edit_too_many`, `crm.bulk_edit_bad_filter`
 */
export async function selectRecords(
  scope: SelectScope,
  entity: BulkEntity,
  selection: BulkSelection,
): Promise<SelectedRecords> {
  if ('filter' in selection) return { ids: await byFilter(scope, entity, selection.filter), not_found: 0 };
  const wanted = [...new Set(selection.ids)];
  const table = BULK_TABLES[entity];
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select r.id from ${table.from} where r.id = any(${params.add(wanted)}::uuid[]) and ${visibleRows(scope.actor, table.owned, params)}
     order by r.id`,
    params.values,
  );
  return { ids: rows.map((row) => row.id), not_found: wanted.length - rows.length };
}

async function byFilter(scope: SelectScope, entity: BulkEntity, filter: object): Promise<string[]> {
  const ids = new Set<string>();
  for (let page = 1; ; page += 1) {
    const found = await LISTS[entity](scope, filter, page);
    if (found.total > MOST_ROWS)
      throw qualityError('crm.bulk_edit_too_many', { details: { count: found.total, most: MOST_ROWS } });
    for (const row of found.items) ids.add(row.id);
    if (found.items.length < PAGE_SIZE) return [...ids];
  }
}

function pageOf(page: number): { page: number; page_size: number } {
  return { page, page_size: PAGE_SIZE };
}

const WORDS = z.locales.zhCN().localeError;

/** @throws AppError `crm.bulk_edit_bad_filter` */
function parsed<S extends z.ZodType>(shape: S, filter: object): z.infer<S> {
  // A list's query is text, as in an address.
  const query = Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, String(value)]));
  const answer = shape.safeParse(query, { error: WORDS });
  if (answer.success) return answer.data;
  const problems = answer.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；');
  throw qualityError('crm.bulk_edit_bad_filter', { details: { problems } });
}
